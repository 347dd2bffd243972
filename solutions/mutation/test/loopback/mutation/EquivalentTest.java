package loopback.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EquivalentTest {

    @TempDir private Path folder;

    @Test
    void records_are_read() throws IOException {
        var file =
                file(
                        """
                        [[equivalent]]
                        line = 'parse("a");'
                        mutator = "M"
                        change = "removed call"
                        why = "It is done twice."
                        """);

        assertEquals(
                List.of(
                        new Equivalent(
                                "parse(\"a\");", "M", "removed call", false, "It is done twice.")),
                Equivalent.in(file));
    }

    @Test
    void sentences_of_the_contract_may_stand_beside_them() throws IOException {
        assertEquals(
                List.of(),
                Equivalent.in(
                        file(
                                """
                                [[unbreakable]]
                                sentence = "A line is text."
                                why = "A definition."
                                """)));
    }

    @Test
    void an_exercise_may_have_none() throws IOException {
        assertEquals(List.of(), Equivalent.in(folder.resolve("None.toml")));
    }

    @Test
    void a_record_without_a_reason_is_refused() throws IOException {
        var file = file("[[equivalent]]\nline = 'a'\nmutator = 'b'\nchange = 'c'\n");

        var refused = assertThrows(IllegalArgumentException.class, () -> Equivalent.in(file));
        assertTrue(refused.getMessage().contains("why"), refused.getMessage());
    }

    @Test
    void a_misspelt_key_is_refused() throws IOException {
        var file = file("[[equivalents]]\nline = 'a'\n");

        assertThrows(IllegalArgumentException.class, () -> Equivalent.in(file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("Some.toml"), text);
    }
}
