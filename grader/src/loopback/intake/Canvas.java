package loopback.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loopback.intake.StudentFinder.System;

/// What Canvas lets a teacher download: `exampleann_LATE_12_900_work.zip`, where the numbers are
/// those of the learner and of the file; `exampleann_12_text.html` and `…_link.html`, where nothing
/// was uploaded; and `anon_1aB2c_900_work.zip`, where nobody is to know whose it is.
///
/// The name before the numbers and the name of the file behind them are the learner's. So a name with
/// two such pairs can be an attempt to be somebody else.
final class Canvas {

    private static final Pattern PAIR = Pattern.compile("(_LATE)?_(\\d+)_(\\d+)_(?=.)");
    private static final Pattern TYPED =
            Pattern.compile("(?<name>.+?)(?<late>_LATE)?_(?<id>\\d+)_(text|link)\\.html");
    private static final Pattern ANONYMOUS =
            Pattern.compile(
                    "(?<late>LATE_)?anon_(?<id>(?=\\w*[A-Za-z])[A-Za-z0-9]+?)_(\\d+_(?<file>.+)|(text|link)\\.html)");

    /// Canvas numbers files of one name. A longer number is part of a name, a date for example.
    private static final Pattern VERSION =
            Pattern.compile("(?<base>.+)-(?<number>\\d{1,3})(?<end>\\.[A-Za-z.]+)");

    /// What a name says.
    ///
    /// @param file as the learner has named it; empty where nothing was uploaded
    private record Said(String name, String id, boolean late, String file) {}

    static boolean isOne(String name) {
        return PAIR.matcher(name).find()
                || TYPED.matcher(name).matches()
                || ANONYMOUS.matcher(name).matches();
    }

    /// Whether this is a download of Canvas: files only, most of which have such names.
    static boolean isDownload(Map<String, List<Entry>> parts) {
        var shown =
                parts.entrySet().stream().filter(part -> !part.getKey().startsWith(".")).toList();
        long known = shown.stream().filter(part -> isOne(part.getKey())).count();
        return known * 2 > shown.size()
                && shown.stream().noneMatch(part -> TopLevelEntries.isFolder(part.getValue()));
    }

    static List<HandIn> read(Map<String, List<Entry>> parts, StudentFinder finder) {
        var byLearner = new TreeMap<String, TreeMap<String, Said>>();
        var handed = new ArrayList<HandIn>();
        var read = new TreeMap<String, List<Said>>();
        parts.keySet().stream()
                .filter(part -> !part.startsWith("."))
                .forEach(part -> read.put(part, said(part)));
        var sure =
                read.values().stream()
                        .filter(said -> said.size() == 1)
                        .map(said -> said.getFirst().id())
                        .collect(Collectors.toSet());
        read.forEach((part, said) ->
                whose(said, sure, finder)
                        .ifPresentOrElse(
                                one ->
                                        byLearner
                                                .computeIfAbsent(one.id(), _ -> new TreeMap<>())
                                                .put(part, one),
                                () ->
                                        handed.add(
                                                finder.nobodys(
                                                        part,
                                                        "does not say without doubt whose it is"))));
        byLearner.forEach((_, files) -> handed.add(handed(parts, files, finder)));
        return handed;
    }

    /// Whose file it is, if the name says so for certain. Files are often called by numbers as well: without a roster
    /// what Canvas has put first counts, unless one of the numbers is another learner's.
    private static Optional<Said> whose(List<Said> said, Set<String> sure, StudentFinder finder) {
        if (said.size() < 2) {
            return said.stream().findFirst();
        }
        if (finder.haveRoster()) {
            var known =
                    said.stream().filter(each -> finder.isKnown(System.CANVAS, each.id())).toList();
            return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
        }
        return said.stream().map(Said::id).anyMatch(sure::contains)
                ? Optional.empty()
                : Optional.of(said.getFirst());
    }

    /// Every way in which a name can be read.
    private static List<Said> said(String part) {
        var all = new ArrayList<Said>();
        var anonymous = ANONYMOUS.matcher(part);
        if (anonymous.matches()) {
            var file = Optional.ofNullable(anonymous.group("file")).orElse("");
            var id = "anon_" + anonymous.group("id");
            all.add(new Said("", id, anonymous.group("late") != null, file));
            return all;
        }
        var pair = PAIR.matcher(part);
        for (int from = 1; pair.find(from); from = pair.start(2)) {
            boolean late = pair.group(1) != null;
            var name = part.substring(0, pair.start());
            all.add(new Said(name, pair.group(2), late, part.substring(pair.end())));
        }
        var typed = TYPED.matcher(part);
        if (all.isEmpty() && typed.matches()) {
            boolean late = typed.group("late") != null;
            all.add(new Said(typed.group("name"), typed.group("id"), late, ""));
        }
        return all;
    }

    private static HandIn handed(
            Map<String, List<Entry>> parts, Map<String, Said> files, StudentFinder finder) {
        var first = files.values().iterator().next();
        var uploaded = new HashMap<String, String>();
        var older = new ArrayList<String>();
        files.forEach((part, said) -> {
            if (!said.file().isEmpty()) {
                keepNewest(uploaded, older, said.file(), part, files);
            }
        });
        var entries = new ArrayList<Entry>();
        uploaded.forEach((file, part) ->
                entries.addAll(
                        TopLevelEntries.renamed(Objects.requireNonNull(parts.get(part)), file)));
        entries.sort(java.util.Comparator.comparing(Entry::path));
        var claim = new StudentFinder.Claim(System.CANVAS, first.id(), first.name(), "");
        var name = files.keySet().iterator().next();
        var handed = finder.handed(claim, name, Optional.empty(), entries);
        if (files.values().stream().anyMatch(Said::late)) {
            handed.note("Canvas has marked it as late");
        }
        older.forEach(handed::repaired);
        if (entries.isEmpty()) {
            return handed.refuse(
                    "it is a text or an address that was typed into Canvas: hand in the files");
        }
        return files.values().stream().anyMatch(said -> said.file().isEmpty())
                ? handed.note("there is a text typed into Canvas as well, which was not read")
                : handed;
    }

    /// Keeps a file, unless there is a newer version of it: `Echo-1.java` beside `Echo.java`.
    private static void keepNewest(
            Map<String, String> uploaded,
            List<String> older,
            String file,
            String part,
            Map<String, Said> files) {
        var names = files.values().stream().map(Said::file).toList();
        var version = VERSION.matcher(file);
        boolean isVersion =
                version.matches()
                        && (SubmittedSources.isJava(file)
                                || names.contains(version.group("base") + version.group("end")));
        var base = isVersion ? version.group("base") + version.group("end") : file;
        var there = uploaded.get(base);
        if (there == null) {
            uploaded.put(base, part);
            return;
        }
        var before = Objects.requireNonNull(files.get(there)).file();
        boolean isNewer = number(before, base) < number(file, base);
        uploaded.put(base, isNewer ? part : there);
        older.add(
                Entry.quoted(isNewer ? there : part)
                        + " was left out: "
                        + Entry.quoted(isNewer ? part : there)
                        + " is a newer version of it");
    }

    private static int number(String file, String base) {
        var version = VERSION.matcher(file);
        return !file.equals(base) && version.matches()
                ? Integer.parseInt(version.group("number"))
                : 0;
    }

    private Canvas() {}
}
