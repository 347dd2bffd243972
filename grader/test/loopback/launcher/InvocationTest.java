package loopback.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvocationTest {

    private static String onUnix(String called) {
        return Invocation.shown(called, "/home/alice/course", false);
    }

    private static String onWindows(String called) {
        return Invocation.shown(called, "C:\\Users\\Alice\\course", true);
    }

    @Test
    void it_is_shown_as_it_was_called() {
        assertEquals("./course", onUnix("./course"));
        assertEquals("../course", onUnix("../course"));
        assertEquals("course", onUnix("course"));
        assertEquals("/x/y/course", onUnix("/x/y/course"));
        assertEquals("course", onWindows("course"));
        assertEquals("..\\course.cmd", onWindows("..\\course.cmd"));
        assertEquals("D:\\x\\course.cmd", onWindows("D:\\x\\course.cmd"));
    }

    @Test
    void without_a_launcher_it_is_what_the_lessons_say() {
        assertEquals("./course", onUnix(""));
        assertEquals("./course", onWindows(""));
    }

    @Test
    void what_a_shell_would_not_take_as_it_is_stands_between_quotes() {
        assertEquals("'/my files/course'", onUnix("/my files/course"));
        assertEquals("'/Bob'\\''s & 100%/course'", onUnix("/Bob's & 100%/course"));
        assertEquals(
                "\"D:\\my files & 100%\\course.cmd\"",
                onWindows("D:\\my files & 100%\\course.cmd"));
    }

    @Test
    void a_whole_path_that_powershell_made_is_short_again() {
        assertEquals(".\\course.cmd", onWindows("C:\\Users\\Alice\\course\\course.cmd"));
        assertEquals(".\\course.cmd", onWindows("c:\\users\\alice\\course\\course.cmd"));
    }

    @Test
    void messages_have_it_in_place_of_what_the_lessons_say() {
        assertEquals(
                "Next: course.cmd check Echo",
                Invocation.renamed("Next: ./course check Echo", "course.cmd"));
        assertEquals("run D:\\x$1\\c.", Invocation.renamed("run ./course.", "D:\\x$1\\c"));
        assertEquals("\"c\", (c) c", Invocation.renamed("\"./course\", (./course) ./course", "c"));
    }

    @Test
    void other_names_in_messages_are_left_alone() {
        for (var other :
                new String[] {
                    "../course x", "a/./course", "./course.cmd", "./courses", "./course/x"
                }) {
            assertEquals(other, Invocation.renamed(other, "c"));
        }
    }
}
