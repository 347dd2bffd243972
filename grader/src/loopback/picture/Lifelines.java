package loopback.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.engine.verdict.WireEvent;

/// The sides of a step, each with its place from left to right.
///
/// The code under test stands at the left where it acts first, and otherwise at the right of all
/// others, which come in the order in which they appear. Where there are many, those that did
/// something last have a lifeline each, and the rest have one together.
final class Lifelines {

    static final String YOU = "you";
    static final String OTHERS = "others";

    private static final int MOST = 6;
    private static final double FIRST = 14;
    private static final double LAST = 86;

    private final Map<String, Lifeline> byName = new HashMap<>();
    private final List<Lifeline> inOrder = new ArrayList<>();
    private final Lifeline you;

    Lifelines(List<WireEvent> events) {
        var names = names(events);
        var shown = mostRecent(names, events);
        boolean youFirst = !events.isEmpty() && events.getFirst().who().equals(YOU);
        shown.add(youFirst ? 0 : shown.size(), YOU);
        for (int i = 0; i < shown.size(); i++) {
            double x = shown.size() == 1 ? FIRST : FIRST + i * (LAST - FIRST) / (shown.size() - 1);
            inOrder.add(new Lifeline(shown.get(i), Math.round(x * 10) / 10.0));
        }
        inOrder.forEach(lifeline -> byName.put(lifeline.name(), lifeline));
        you = youFirst ? inOrder.getFirst() : inOrder.getLast();
        var others = byName.get(OTHERS);
        if (others != null) {
            names.forEach(name -> byName.putIfAbsent(name, others));
        }
    }

    /// All but the code under test, in the order in which they appear.
    private static LinkedHashSet<String> names(List<WireEvent> events) {
        var names = new LinkedHashSet<String>();
        for (var event : events) {
            names.add(event.who());
            names.add(event.connection());
        }
        names.remove("");
        names.remove(YOU);
        return names;
    }

    private static List<String> mostRecent(LinkedHashSet<String> names, List<WireEvent> events) {
        if (names.size() < MOST) {
            return new ArrayList<>(names);
        }
        var recent = names(events.reversed()).stream().limit(MOST - 2).toList();
        var shown = new ArrayList<>(names.stream().filter(recent::contains).toList());
        shown.add(OTHERS);
        return shown;
    }

    List<Lifeline> inOrder() {
        return List.copyOf(inOrder);
    }

    /// Where what somebody does begins.
    Lifeline of(String name) {
        return byName.getOrDefault(name, you);
    }

    /// Whom an event goes to, if it is known.
    Optional<Lifeline> otherSideOf(WireEvent event) {
        if (!event.who().equals(YOU)) {
            return Optional.of(you);
        }
        if (byName.containsKey(event.connection())) {
            return Optional.of(of(event.connection()));
        }
        var others = inOrder.stream().filter(line -> line != you).toList();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }
}
