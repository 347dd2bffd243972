package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaSourcesTest {

    @Test
    void public_declarations_come_with_their_comments() {
        var source =
                """
                package p;

                /// A class.
                public final class A {

                    /// What came of it.
                    public sealed interface Outcome {
                        /// It went well.
                        record Good(int n) implements Outcome {}
                    }

                    /// Does it.
                    public static int f(
                            int a, int b) throws java.io.IOException {
                        return 1;
                    }

                    int hidden() {
                        return 2;
                    }

                    private A() {}
                }
                """;
        assertEquals(
                List.of(
                        new JavaSources.Declaration("public final class A", "A class."),
                        new JavaSources.Declaration(
                                "public sealed interface Outcome", "What came of it."),
                        new JavaSources.Declaration(
                                "record Good(int n) implements Outcome", "It went well."),
                        new JavaSources.Declaration(
                                "public static int f(\n        int a, int b) throws"
                                        + " java.io.IOException",
                                "Does it.")),
                JavaSources.declarations(source));
    }

    @Test
    void steps_are_sentences_in_their_order() {
        var specification =
                """
                class ATest {
                    @Test
                    @Order(2)
                    @Points(3)
                    void every_byte_comes_back() {}

                    @Test
                    @Order(1)
                    void a_line_is_echoed() {}

                    private void helper() {}
                }
                """;
        assertEquals(
                List.of(
                        new JavaSources.Step(1, "A line is echoed", 1),
                        new JavaSources.Step(2, "Every byte comes back", 3)),
                JavaSources.steps(specification));
    }
}
