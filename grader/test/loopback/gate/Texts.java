package loopback.gate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/// AsciiDoc texts, converted as the site will be: what is wrong with them.
final class Texts {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile("\\bid=\"([^\"]*)\"");

    static List<String> complaintsAbout(List<Path> texts) {
        var complaints = new ArrayList<String>();
        var pages = new HashMap<Path, String>();
        try (var asciidoctor = Asciidoctor.Factory.create()) {
            for (var text : texts) {
                asciidoctor.registerLogHandler(record -> note(complaints, text, record));
                var attributes =
                        Attributes.builder()
                                .attribute("attribute-missing", "warn")
                                .attribute("relfileprefix", "")
                                .attribute("relfilesuffix", ".adoc")
                                .build();
                var options =
                        Options.builder()
                                .safe(SafeMode.UNSAFE)
                                .standalone(true)
                                .baseDir(text.getParent().toFile())
                                .attributes(attributes)
                                .build();
                pages.put(text, asciidoctor.convert(loopback.course.Files.read(text), options));
                asciidoctor.unregisterLogHandler(null);
            }
        }
        pages.forEach((text, page) -> complaints.addAll(deadReferences(text, page, pages)));
        return complaints.stream().distinct().toList();
    }

    private static void note(List<String> complaints, Path text, LogRecord record) {
        if (record.getSeverity().compareTo(Severity.WARN) >= 0) {
            var line = record.getCursor() == null ? "" : ":" + record.getCursor().getLineNumber();
            complaints.add(Project.relative(text) + line + ": " + record.getMessage());
        }
    }

    private static List<String> deadReferences(Path text, String page, Map<Path, String> pages) {
        var dead = new ArrayList<String>();
        var references = REFERENCE.matcher(page);
        while (references.find()) {
            var reference = URLDecoder.decode(references.group(1), StandardCharsets.UTF_8);
            if (reference.matches("[a-z]+:.*")) {
                continue; // Another site, or data.
            }
            int hash = reference.indexOf('#');
            var path = hash < 0 ? reference : reference.substring(0, hash);
            var target = path.isEmpty() ? text : text.getParent().resolve(path).normalize();
            if (!Files.exists(target)) {
                dead.add(Project.relative(text) + ": " + reference + " is not there");
            } else if (hash >= 0
                    && pages.containsKey(target)
                    && !anchors(pages.get(target)).contains(reference.substring(hash + 1))) {
                dead.add(Project.relative(text) + ": " + reference + " names no anchor");
            }
        }
        return dead;
    }

    private static Set<String> anchors(String page) {
        var anchors = new HashSet<String>();
        var matcher = ANCHOR.matcher(page);
        while (matcher.find()) {
            anchors.add(matcher.group(1));
        }
        return anchors;
    }

    private Texts() {}
}
