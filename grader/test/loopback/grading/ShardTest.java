package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.intake.Download;
import loopback.intake.HandIn;
import loopback.intake.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardTest {

    @TempDir private Path folder;

    @Test
    void all_parts_together_are_the_class_and_each_learner_is_in_one() throws IOException {
        var all = handed(10);

        var parts = IntStream.rangeClosed(1, 3).mapToObj(i -> new Shard(i, 3).of(all)).toList();

        assertEquals(List.of(4, 3, 3), parts.stream().map(List::size).toList());
        assertEquals(ids(all), parts.stream().flatMap(p -> ids(p).stream()).sorted().toList());
    }

    @Test
    void a_folder_is_of_one_part_of_one_class() throws IOException {
        var results = new Results(folder.resolve("results"));
        new Shard(1, 3).claim(results, handed(4));

        new Shard(1, 3).claim(results, handed(4));

        says("holds part 1/3", () -> new Shard(2, 3).claim(results, handed(4)));
        says("of another class", () -> new Shard(1, 3).claim(results, handed(5)));
    }

    @Test
    void what_is_no_part_is_named() {
        assertEquals(new Shard(3, 3), Shard.parse("3/3"));
        for (var wrong : List.of("0/3", "4/3", "3", "1/0", "a/b", "1/99999")) {
            says("--shard " + wrong + " is no part", () -> Shard.parse(wrong));
        }
    }

    private static void says(String words, org.junit.jupiter.api.function.Executable what) {
        var sentence = assertThrows(CourseException.class, what).getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    private List<HandIn> handed(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.createDirectories(folder.resolve("class/s" + i + "/tiny"));
        }
        return Download.read(folder.resolve("class"), Roster.NONE, false);
    }

    private static List<String> ids(List<HandIn> handed) {
        return Stream.of(handed).flatMap(List::stream).map(each -> each.student().id()).toList();
    }
}
