package loopback.engine.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowListTest {

    private static final Set<String> NOTHING = Set.of();
    private static final String UNLISTED = "it is not among what this exercise may use";

    private final AllowList allowed = new AllowList();

    @Test
    void a_type_or_a_package_that_is_listed_may_be_named() {
        assertAllowed(allowed.objectionTo("java.lang.String", NOTHING));
        assertAllowed(allowed.objectionTo("java.util.TreeMap", NOTHING));
        assertAllowed(allowed.objectionTo("java.util.Map$Entry", NOTHING));
    }

    @Test
    void what_is_not_listed_may_not_be_named() {
        assertEquals(Optional.of(UNLISTED), allowed.objectionTo("java.sql.Driver", NOTHING));
        assertEquals(Optional.of(UNLISTED), allowed.objectionTo("java.util.spi.X", NOTHING));
        assertEquals(Optional.of(UNLISTED), allowed.objectionTo("no.such.Type", NOTHING));
        assertEquals(Optional.of(UNLISTED), allowed.objectionTo("WithoutAPackage", NOTHING));
    }

    @Test
    void a_refused_package_includes_those_below_it() {
        for (var type : List.of("kit.Wire", "org.junit.jupiter.api.Test", "loopback.bench.Bench")) {
            var why = allowed.objectionTo(type, NOTHING).orElseThrow();
            assertTrue(why.startsWith("it belongs to"), why);
        }
    }

    @Test
    void a_package_may_begin_like_a_refused_one() {
        assertEquals(Optional.of(UNLISTED), allowed.objectionTo("kitchen.Sink", NOTHING));
    }

    @Test
    void only_the_listed_members_of_a_type_are_allowed_and_those_of_object() {
        assertAllowed(member("java.lang.Runtime", "availableProcessors"));
        assertAllowed(member("java.lang.Runtime", "hashCode"));
        assertEquals(Optional.of(UNLISTED), member("java.lang.Runtime", "version"));
    }

    @Test
    void a_refusal_of_a_member_holds_for_subtypes() {
        assertTrue(member("java.util.SimpleTimeZone", "setDefault").isPresent());
        assertTrue(member("java.util.concurrent.ForkJoinWorkerThread", "activeCount").isPresent());
        assertTrue(member("java.util.PropertyResourceBundle", "getString").isPresent());
    }

    @Test
    void a_constructor_is_refused_by_its_parameters() {
        var file = ClassDesc.of("java.io.File");
        var stream = ClassDesc.of("java.io.OutputStream");

        assertTrue(member("java.io.PrintWriter", "<init>", file).isPresent());
        assertTrue(member("java.io.PrintWriter", "<init>", ConstantDescs.CD_String).isPresent());
        assertAllowed(member("java.io.PrintWriter", "<init>", stream));
        assertAllowed(member("java.util.Scanner", "<init>", ConstantDescs.CD_String));
    }

    @Test
    void what_an_exercise_declares_is_allowed_even_if_it_is_refused_otherwise() {
        assertAllowed(allowed.objectionTo("java.nio.file.Path", Set.of("java.nio.file")));
        assertAllowed(
                allowed.objectionTo(
                        "java.nio.file.Path", "of", List.of(), Set.of("java.nio.file")));
        assertAllowed(allowed.objectionTo("java.net.URL", Set.of("java.net.URL")));
        assertTrue(allowed.objectionTo("java.nio.file.spi.X", Set.of("java.nio.file")).isPresent());
    }

    @Test
    void declaring_a_package_does_not_allow_what_its_types_inherit_from_others() {
        var uses = Set.of("java.util.concurrent");

        assertTrue(
                allowed.objectionTo(
                                "java.util.concurrent.ForkJoinWorkerThread",
                                "activeCount",
                                List.of(),
                                uses)
                        .isPresent());
    }

    /// An enum of which one constant is refused gives none away by other ways either.
    @Test
    void a_refused_constant_is_refused_by_every_way_to_it() {
        var family = "java.net.StandardProtocolFamily";
        var why = member(family, "UNIX");

        assertTrue(why.isPresent());
        assertEquals(why, member(family, "values"));
        assertEquals(why, member(family, "valueOf", ConstantDescs.CD_String));
        assertEquals(why, allowed.objectionToAllConstants(family, NOTHING));
        assertAllowed(member(family, "INET"));
        assertAllowed(allowed.objectionToAllConstants("java.util.concurrent.TimeUnit", NOTHING));
        assertAllowed(allowed.objectionToAllConstants(family, Set.of("java.net")));
    }

    @Test
    void a_refused_type_includes_those_within_it() {
        for (var type :
                List.of(
                        "java.util.ResourceBundle$Control",
                        "java.lang.ProcessBuilder$Redirect",
                        "java.util.ServiceLoader$Provider",
                        "java.io.ObjectInputStream$GetField")) {
            assertTrue(allowed.objectionTo(type, NOTHING).isPresent(), type);
            assertTrue(member(type, "toString").isPresent(), type);
        }
    }

    private Optional<String> member(String type, String member, ClassDesc... parameters) {
        return allowed.objectionTo(type, member, List.of(parameters), NOTHING);
    }

    private static void assertAllowed(Optional<String> objection) {
        assertEquals(Optional.empty(), objection);
    }
}
