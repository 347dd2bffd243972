package loopback.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says who has handed in what, by what a download says and by the roster.
///
/// An id that a download gives is held against the ids of that kind only. A name decides where there
/// is no such id, and only where nobody else has the name.
final class StudentFinder {

    /// Where a download comes from, which says what its ids are.
    enum System {
        MOODLE,
        CANVAS,
        GRADESCOPE,
        /// A folder that somebody has named.
        PLAIN,
        /// There is no id at all.
        UNKNOWN
    }

    /// Whose submission it is, as the download says.
    ///
    /// @param name may be empty
    /// @param email may be empty
    record Claim(System system, String id, String name, String email) {}

    private record Claimed(
            Claim claim, String part, Optional<Instant> submitted, List<Entry> entries) {}

    private final Roster roster;
    private final Times times;
    private final List<String> names = new ArrayList<>();

    /// When a part of a download was handed in, if nothing but its file can tell.
    @FunctionalInterface
    interface Times {
        Optional<Instant> of(String part);
    }

    StudentFinder(Roster roster, Times times) {
        this.roster = roster;
        this.times = times;
    }

    /// Has the names of a download, so that one which several have decides nothing.
    void meet(String name) {
        names.add(Roster.folded(name));
    }

    boolean haveRoster() {
        return roster != Roster.NONE;
    }

    boolean isKnown(System system, String id) {
        return roster.find(new Claim(system, id, "", ""), false).isPresent();
    }

    /// What somebody has handed in.
    HandIn handed(Claim claim, String part, Optional<Instant> submitted, List<Entry> entries) {
        long same = names.stream().filter(Roster.folded(claim.name())::equals).count();
        var found = roster.find(claim, same <= 1);
        found.ifPresent(roster::isThere);
        var line = found.map(Roster.Found::line);
        var time =
                line.flatMap(Roster.Line::submitted).or(() -> submitted).or(() -> times.of(part));
        var student =
                line.map(each -> student(each, claim))
                        .orElseGet(
                                () -> new Student(idOf(claim.id()), claim.name(), claim.email()));
        var handed = new HandIn(student, part, time, entries);
        if (line.isEmpty() && roster != Roster.NONE) {
            handed.note("nobody in the roster has the key " + Entry.quoted(claim.id()));
        }
        if (found.filter(Roster.Found::byName).isPresent() && claim.system() != System.PLAIN) {
            handed.repaired("who it is was found in the roster by the name only");
        }
        return handed.known(keys(line, claim));
    }

    private static Student student(Roster.Line line, Claim claim) {
        return new Student(
                idOf(line.id().isEmpty() ? claim.id() : line.id()),
                line.name().isEmpty() ? claim.name() : line.name(),
                line.email().isEmpty() ? claim.email() : line.email());
    }

    private ExternalIds keys(Optional<Roster.Line> line, Claim claim) {
        if (line.isPresent()) {
            return line.get().keys(claim);
        }
        if (claim.system() == System.CANVAS) {
            return new ExternalIds("", "", claim.id().matches("\\d+") ? claim.id() : "", "", "");
        }
        boolean isTheTeachers =
                roster == Roster.NONE
                        && (claim.system() == System.PLAIN || claim.system() == System.GRADESCOPE);
        return isTheTeachers ? ExternalIds.of(idOf(claim.id()), claim.email()) : ExternalIds.NONE;
    }

    /// What lies among the submissions, and nobody can say whose it is: it is not graded, and stands
    /// in no other's way.
    HandIn nobodys(String part, String why) {
        return new HandIn(new Student(idOf(part), "", ""), part, Optional.empty(), List.of())
                .known(ExternalIds.NONE)
                .refuse(Entry.quoted(part) + " " + why);
    }

    /// An id as it can be printed. How a file is named for it is decided where files are made.
    static String idOf(String key) {
        var id =
                key.strip()
                        .codePoints()
                        .map(c -> isVisible(c) ? c : '-')
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return id.isEmpty() ? "unnamed" : id;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
