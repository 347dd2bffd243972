package loopback.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {

    private static final Exercise STRICT = Exercise.of("addresses/StrictIpv4");
    private static final Exercise CIDR = Exercise.of("addresses/Cidr");
    private static final Exercise ECHO = Exercise.of("tcp/EchoOnce");

    private Course course;

    @BeforeEach
    void make(@TempDir Path root) {
        course = new Course(root);
        lesson("02-tcp", "= Streams\n:exercises: tcp/EchoOnce\n:minutes: 90\n\n:minutes: 7\n");
        lesson(
                "01-addresses",
                "= Names\n:exercises:   addresses/StrictIpv4  addresses/Cidr \n:minutes: 60\n");
        FileIo.write(root.resolve("lessons/01-addresses/Lookup.java"), "");
        FileIo.write(root.resolve("lessons/README.adoc"), "= Map\n");
        FileIo.write(root.resolve("lessons/drafts/README.adoc"), "= Not yet\n:exercises: a/B\n");
    }

    @Test
    void lessons_come_in_the_order_of_their_numbers() {
        var lessons = course.lessons();

        assertEquals(List.of(1, 2), lessons.stream().map(Lesson::number).toList());
        assertEquals(List.of("Names", "Streams"), lessons.stream().map(Lesson::title).toList());
        assertEquals(List.of(60, 90), lessons.stream().map(Lesson::minutes).toList());
    }

    @Test
    void exercises_come_in_the_order_of_the_headers() {
        assertEquals(List.of(STRICT, CIDR, ECHO), course.exercises());
        assertEquals(2, course.lessonOf(ECHO).number());
    }

    @Test
    void the_lessons_are_read_once_and_again_when_asked_for() {
        assertEquals(2, course.lessons().size());
        lesson("03-udp", "= Datagrams\n:exercises: udp/UdpEcho\n:minutes: 60\n");
        lesson("02-tcp", "= Rivers\n:exercises: tcp/EchoOnce\n:minutes: 90\n");

        assertEquals("Streams", course.lessonOf(ECHO).title());
        assertEquals(2, course.lessons().size());
        assertEquals("Rivers", course.asItIsNow().lessonOf(ECHO).title());
        assertEquals(3, course.asItIsNow().lessons().size());
    }

    @Test
    void an_exercise_is_found_by_its_class_its_full_name_or_its_package() {
        assertEquals(List.of(STRICT), course.find("StrictIpv4"));
        assertEquals(List.of(STRICT), course.find("addresses/StrictIpv4"));
        assertEquals(List.of(STRICT), course.find("strictipv4"));
        assertEquals(List.of(STRICT, CIDR), course.find("addresses"));
    }

    @Test
    void an_exercise_is_found_by_the_path_of_its_files() {
        for (var path :
                List.of(
                        "exercises/src/addresses/StrictIpv4.java",
                        "./exercises/test/addresses/StrictIpv4Test.java",
                        "exercises\\src\\addresses\\StrictIpv4.java",
                        "/home/ada/loopback/exercises/src/addresses/StrictIpv4.java",
                        "StrictIpv4.java",
                        "src/addresses/StrictIpv4")) {
            assertEquals(List.of(STRICT), course.find(path), path);
        }
        assertComplaint("there is no exercise", () -> course.find("exercises/src/tcp/Cidr.java"));
    }

    @Test
    void the_exercises_of_a_lesson_are_found_by_its_number_and_its_folder() {
        for (var name : List.of("1", "01", "01-addresses", "lessons/01-addresses/", "addresses/")) {
            assertEquals(List.of(STRICT, CIDR), course.find(name), name);
        }
        assertEquals(List.of(ECHO), course.find("exercises/src/tcp"));
        assertComplaint("there is no lesson 9; there are 1, 2", () -> course.find("9"));
    }

    @Test
    void where_one_is_asked_for_several_are_named() {
        assertEquals(ECHO, course.findOne("tcp"));
        assertComplaint("StrictIpv4, Cidr", () -> course.findOne("addresses"));
    }

    @Test
    void a_mistyped_name_suggests_the_nearest() {
        assertComplaint("did you mean StrictIpv4?", () -> course.find("StrictIpv6"));
        assertComplaint("did you mean StrictIpv4?", () -> course.find("srictipv4"));
        assertComplaint("did you mean addresses?", () -> course.find("adresses"));
        assertComplaint("did you mean tcp/EchoOnce?", () -> course.find("tcp/Echo1"));
        assertComplaint("did you mean Cidr?", () -> course.find("cdr"));
    }

    @Test
    void a_name_unlike_all_others_suggests_nothing() {
        assertComplaint(
                "there is no exercise \"Telephone\"; ./course lists them",
                () -> course.find("Telephone"));
        assertComplaint("./course", () -> course.find(""));
    }

    @Test
    void a_script_is_found_with_and_without_its_ending() {
        for (var name : List.of("Lookup", "lookup", "Lookup.java")) {
            assertEquals("Lookup", Course.nameOf(course.script(name)));
        }
        assertComplaint("did you mean Lookup?", () -> course.script("Lokup"));
        assertComplaint("./course run lists them", () -> course.script("ThreePings"));
    }

    @Test
    void an_exercise_is_a_package_and_a_class() {
        assertEquals("tcp.EchoOnceTest", ECHO.specificationName());
        assertEquals(Path.of("src", "tcp", "EchoOnce.java"), ECHO.source(Path.of("src")));
        for (var wrong : List.of("", "EchoOnce", "/EchoOnce", "tcp/", "a/b/C")) {
            assertThrows(CourseException.class, () -> Exercise.of(wrong), wrong);
        }
    }

    @Test
    void an_exercise_of_no_lesson_is_said_to_be_one() {
        assertComplaint("belongs to no lesson", () -> course.lessonOf(Exercise.of("a/B")));
    }

    private void lesson(String folder, String text) {
        FileIo.write(course.root().resolve("lessons").resolve(folder).resolve("README.adoc"), text);
    }

    private static void assertComplaint(
            String words, org.junit.jupiter.api.function.Executable call) {
        var complaint = assertThrows(CourseException.class, call);
        assertTrue(complaint.getMessage().contains(words), complaint::getMessage);
        assertEquals(CourseException.WRONG_USE, complaint.exitStatus());
    }
}
