package loopback.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void a_sample_is_told_by_its_median_and_its_ends() {
        assertEquals("2.00 (1.00 to 10.0)", new Sample(10, 1, 2).text());
        assertEquals("-", new Sample().text());
    }

    @Test
    void three_digits_are_enough() {
        assertEquals("0.12", Sample.number(0.123));
        assertEquals("12.3", Sample.number(12.34));
        assertEquals("-123", Sample.number(-123.4));
        assertEquals("1\u00a0234\u00a0567", Sample.number(1_234_567));
    }

    @Test
    void rounds_are_divided_by_their_own_neighbours() {
        var ratios = new Sample(10, 40).dividedBy(new Sample(10, 20, 30));

        assertEquals("1.50 (1.00 to 2.00)", ratios.text());
    }

    /// The t distribution with 3 degrees of freedom has 3.182 at 97.5 %.
    @Test
    void the_interval_is_that_of_the_geometric_mean() {
        assertEquals("0.83 to 6.84", new Sample(1, 2, 4, 4).interval());
        assertEquals("one round", new Sample(1).interval());
    }
}
