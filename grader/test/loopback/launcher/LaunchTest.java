package loopback.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {

    @ParameterizedTest
    @CsvSource({
        "read 2, true",
        "--plain read, true",
        "assign a.toml --out b.zip, true",
        "check read, false",
        "read --help, false",
        "-h read, false",
        "'', false",
    })
    void those_who_read_or_hand_out_need_the_book(String words, boolean need) {
        assertEquals(need, Launch.needTheBook(List.of(words.split(" "))));
    }
}
