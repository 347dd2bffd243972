package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void comments_become_html_and_signatures_listings() {
        var contract =
                Contract.of(
                        List.of(
                                new Sources.Declaration("public class A", "Counts `n`."),
                                new Sources.Declaration(
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
                ++++
                <p>Counts <code>n</code>.</p>
                ++++

                [source,java]
                ----
                public int f(int n)
                ----

                ++++
                <p>Counts, or throws an <code>IOException</code>.</p>
                <dl class="tags">
                <dt><code>n</code></dt>
                <dd><p>how
                many</p>
                </dd>
                <dt>returns</dt>
                <dd><p>the count</p>
                </dd>
                <dt>throws <code>IOException</code></dt>
                <dd><p>if not</p>
                </dd>
                </dl>
                ++++

                """,
                contract);
    }

    @Test
    void a_link_stays_a_link() {
        var contract =
                Contract.of(List.of(new Sources.Declaration("", "See [RFC 1](https://x.test/1).")));
        assertEquals(
                "++++\n<p>See <a href=\"https://x.test/1\">RFC 1</a>.</p>\n++++\n\n", contract);
    }
}
