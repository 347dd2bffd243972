package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void comments_become_asciidoc_and_signatures_listings() {
        var contract =
                Contract.of(
                        List.of(
                                new JavaSources.Declaration("public class A", "Counts `n`."),
                                new JavaSources.Declaration(
                                        "public int f(int n)",
                                        """
                                        Counts, or throws an [IOException].

                                        @param n how
                                            many
                                        @return the count
                                        @throws IOException if not\
                                        """)));
        assertEquals(
                """
                pass:c[Counts ]``pass:c[n]``pass:c[.]

                [source.signature,java]
                ----
                public int f(int n)
                ----

                pass:c[Counts, or throws an ]``pass:c[IOException]``pass:c[.]

                [.tags]
                `n`::
                pass:c[how]
                pass:c[many]
                returns::
                pass:c[the count]
                throws `IOException`::
                pass:c[if not]

                """,
                contract);
    }

    @Test
    void a_table_becomes_a_table() {
        var contract =
                Contract.of(
                        List.of(
                                new JavaSources.Declaration(
                                        "",
                                        """
                                        | kind | what |
                                        |------|------|
                                        | `A`  | a, b |
                                        | B \\| C |  |\
                                        """)));
        assertEquals(
                """
                [.contract%autowidth]
                |===
                | pass:c[kind] | pass:c[what]

                | ``pass:c[A]``
                | pass:c[a, b]
                | pass:c[B \\| C]
                |\s
                |===

                """,
                contract);
    }

    @Test
    void a_label_is_a_link_where_it_is_defined() {
        var contract =
                Contract.of(
                        List.of(
                                new JavaSources.Declaration(
                                        "", "See [1] and [Two].\n\n[1]: https://x.test/1")));
        assertEquals(
                "pass:c[See ]link:https://x.test/1[1]pass:c[ and ]``pass:c[Two]``pass:c[.]\n\n",
                contract);
    }

    @Test
    void a_link_stays_a_link() {
        var contract =
                Contract.of(
                        List.of(new JavaSources.Declaration("", "See [RFC 1](https://x.test/1).")));
        assertEquals("pass:c[See ]link:https://x.test/1[RFC 1]pass:c[.]\n\n", contract);
    }
}
