package loopback.report;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import loopback.course.Course;

/// Takes facts about the grading machine out of what students read.
///
/// A submission is compiled and run where such facts should not be; this is the second line. It
/// knows the folders and the name of this machine, and leaves every other path alone: what went
/// over the wire may be one.
record Redaction(Map<Pattern, String> facts) {

    private static final int NAME_WORTH_HIDING = 4;

    static Redaction ofMachine(Course course, Path results) {
        var facts = new LinkedHashMap<Pattern, String>();
        folder(facts, results.toAbsolutePath().normalize(), "(results)");
        folder(facts, course.root().normalize(), "(course)");
        folder(facts, Path.of(System.getProperty("java.home")), "(java)");
        folder(facts, Path.of(System.getProperty("user.home")).toAbsolutePath(), "(home)");
        folder(facts, Path.of("").toAbsolutePath(), "(folder)");
        hostName(facts);
        return new Redaction(facts);
    }

    String of(String text) {
        var redacted = text;
        for (var fact : facts.entrySet()) {
            redacted = fact.getKey().matcher(redacted).replaceAll(fact.getValue());
        }
        return redacted;
    }

    /// The folder where a path begins with it, and not where a longer name or path contains it.
    private static void folder(Map<Pattern, String> facts, Path folder, String instead) {
        if (folder.getNameCount() > 0) {
            var name = Pattern.quote(folder.toString());
            facts.put(Pattern.compile("(?<![\\w/.-])" + name + "(?![\\w-])"), instead);
        }
    }

    private static void hostName(Map<Pattern, String> facts) {
        try {
            var name = InetAddress.getLocalHost().getHostName();
            if (name.length() >= NAME_WORTH_HIDING && !name.startsWith("localhost")) {
                var pattern = "(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])";
                facts.put(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), "(host)");
            }
        } catch (UnknownHostException e) {
            // A machine that does not know its own name has none to hide.
        }
    }
}
