package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GlossaryTest {

    @Test
    void its_words_are_in_the_order_of_the_alphabet() throws Exception {
        var words =
                Files.readAllLines(Path.of("glossary.adoc")).stream()
                        .filter(line -> line.matches("[^:].*:: .*"))
                        .map(line -> line.substring(0, line.indexOf(":: ")))
                        .toList();

        assertEquals(words.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList(), words);
    }
}
