package loopback.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunCountsTest {

    @Test
    void without_a_failure_it_is_the_rate_at_which_so_many_runs_all_succeed_one_time_in_twenty() {
        for (int runs : new int[] {1, 20, 50, 500}) {
            double expected = 1 - Math.pow(0.05, 1.0 / runs);
            assertEquals(expected, new RunCounts(runs, 0).upperBound(), 1e-9, runs + " runs");
        }
    }

    @Test
    void without_a_failure_it_is_about_three_divided_by_the_runs() {
        assertEquals(3.0 / 500, new RunCounts(500, 0).upperBound(), 0.0001);
    }

    /// The sum of the chances of 0 and of 1 failure is 0.05 at the bound.
    @Test
    void with_a_failure_it_is_the_rate_at_which_so_few_fail_one_time_in_twenty() {
        double rate = new RunCounts(50, 1).upperBound();

        double none = Math.pow(1 - rate, 50);
        double one = 50 * rate * Math.pow(1 - rate, 49);
        assertEquals(0.05, none + one, 1e-9);
    }

    @Test
    void what_never_ran_or_always_failed_may_fail_always() {
        assertEquals(1, RunCounts.none().upperBound());
        assertEquals(1, new RunCounts(7, 7).upperBound());
    }

    @Test
    void tallies_add_up() {
        assertEquals(new RunCounts(70, 3), new RunCounts(50, 1).plus(new RunCounts(20, 2)));
    }
}
