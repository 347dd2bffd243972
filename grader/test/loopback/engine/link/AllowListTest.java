package loopback.engine.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void a_capability_opens_the_members_that_it_lists_and_no_others() {
        var files = Set.of("files");

        assertTrue(allowed.objectionTo("java.nio.file.Path", NOTHING).isPresent());
        assertAllowed(allowed.objectionTo("java.nio.file.Path", files));
        assertAllowed(allowed.objectionTo("java.nio.file.Path", "resolve", List.of(), files));
        assertAllowed(
                allowed.objectionTo("java.nio.channels.FileChannel", "open", List.of(), files));
        for (var each : List.of("of", "toFile", "toUri", "getFileSystem")) {
            var why = allowed.objectionTo("java.nio.file.Path", each, List.of(), files);
            assertTrue(why.isPresent() && !why.get().equals(UNLISTED), each);
        }
        for (var each : List.of("java.io.File", "java.nio.file.Paths", "java.nio.file.spi.X")) {
            assertTrue(allowed.objectionTo(each, files).isPresent(), each);
        }
    }

    @Test
    void a_capability_opens_a_method_by_its_parameters() {
        var path = ClassDesc.of("java.nio.file.Path");
        var text = ConstantDescs.CD_String;
        var attributes = ClassDesc.of("java.nio.file.attribute.FileAttribute").arrayType();

        assertAllowed(
                allowed.objectionTo(
                        "java.nio.file.Files",
                        "createTempFile",
                        List.of(path, text, text, attributes),
                        Set.of("files")));
        assertTrue(
                allowed.objectionTo(
                                "java.nio.file.Files",
                                "createTempFile",
                                List.of(text, text, attributes),
                                Set.of("files"))
                        .orElseThrow()
                        .startsWith("it writes where everybody does"));
    }

    @Test
    void a_capability_does_not_open_what_its_types_inherit_from_others() {
        var tls = Set.of("tls");

        assertAllowed(
                allowed.objectionTo("javax.net.ssl.SSLSocket", "startHandshake", List.of(), tls));
        assertTrue(
                allowed.objectionTo(
                                "javax.net.ssl.SSLSocket", "setSocketImplFactory", List.of(), tls)
                        .isPresent());
    }

    @Test
    void a_capability_opens_nothing_of_another() {
        for (var each : allowed.capabilities()) {
            var others = new TreeSet<>(allowed.capabilities());
            others.remove(each);
            var type =
                    switch (each) {
                        case "files" -> "java.nio.file.DirectoryStream";
                        case "resolver" -> "java.net.spi.InetAddressResolver";
                        case "tls" -> "javax.net.ssl.SSLContext";
                        default -> "java.net.UnixDomainSocketAddress";
                    };
            assertAllowed(allowed.objectionTo(type, Set.of(each)));
            assertTrue(allowed.objectionTo(type, others).isPresent(), type);
        }
    }

    /// A text that is written down is not a text that is computed.
    @Test
    void a_method_may_be_opened_for_some_texts() {
        var store = "java.security.KeyStore";

        assertTrue(allowed.isHarmless(store, "getInstance", "PKCS12", Set.of("tls")));
        assertFalse(allowed.isHarmless(store, "getInstance", "KeychainStore", Set.of("tls")));
        assertFalse(allowed.isHarmless(store, "getInstance", "PKCS12", NOTHING));
        assertTrue(allowed.isHarmless("java.lang.System", "getProperty", "os.name", NOTHING));
        assertFalse(allowed.isHarmless("java.lang.System", "getProperty", "user.name", NOTHING));
    }

    /// A name of the list that is misspelt opens or refuses nothing. Types of the course and of its
    /// libraries are not of the JDK.
    @Test
    void every_section_names_types_and_members_of_the_jdk() throws IOException {
        try (var text = AllowList.class.getResourceAsStream("allowed.txt")) {
            var sections = new String(text.readAllBytes(), UTF_8).split("(?m)^\\[", 2)[1];
            for (var line : sections.lines().filter(l -> l.matches("[+-] .*")).toList()) {
                var parts = line.substring(2).replaceAll(" = .*", "").split(" : ");
                var members = parts.length < 2 ? "*" : parts[1];
                for (var member : members.split(" ")) {
                    assertTrue(isThere(parts[0], member), line + ": " + member);
                }
                assertFalse(parts[0].endsWith("*"), line);
            }
        }
    }

    private static boolean isThere(String type, String member) {
        try {
            var found = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            var name = member.replaceAll("\\(.*", "");
            return member.equals("*")
                    || Stream.<Executable>concat(
                                    Stream.of(found.getMethods()),
                                    Stream.of(found.getConstructors()))
                            .filter(each ->
                                    name.equals(each instanceof Method ? each.getName() : "<init>"))
                            .map(each ->
                                    Stream.of(each.getParameterTypes())
                                            .map(Class::getSimpleName)
                                            .collect(Collectors.joining(",", name + "(", ")")))
                            .anyMatch(each -> member.equals(name) || member.equals(each))
                    || Stream.of(found.getFields()).anyMatch(each -> each.getName().equals(name));
        } catch (ClassNotFoundException e) {
            return false;
        }
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
        assertAllowed(allowed.objectionToAllConstants(family, Set.of("unix-sockets")));
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
