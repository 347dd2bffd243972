package kit;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the code under test has thrown, in words, with its own lines alone.
final class Thrown {

    /// The task, if it was the place to edit of a starter that was thrown.
    static Optional<String> toDo(Throwable thrown) {
        return chain(thrown)
                .filter(UnsupportedOperationException.class::isInstance)
                .map(each -> String.valueOf(each.getMessage()))
                .filter(message -> message.startsWith("TODO"))
                .findFirst();
    }

    /// What was thrown, and because of what.
    static String inWords(Throwable thrown) {
        return chain(thrown)
                .map(each -> each + lines(each))
                .collect(Collectors.joining("\nbecause of "));
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause);
    }

    private static String lines(Throwable thrown) {
        return Frames.learners(thrown.getStackTrace())
                .lines()
                .map(line -> "\n   " + line)
                .collect(Collectors.joining());
    }

    private Thrown() {}
}
