package loopback.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/// Turns what a step threw into words. The exception may be of the submission's own making.
final class Failures {

    private static final int FRAMES = 4;
    private static final int CAUSES = 8;

    /// Characters of a message: more of it than anyone reads.
    private static final int SHOWN = 4_000;

    /// How many ticks of two milliseconds the methods of an exception may take.
    private static final int PATIENCE = 500;

    private final String specification;

    /// @param specification the name of the running one's class, whose frames explain nothing. The
    ///     submission has no class of that name, nor one within it.
    private Failures(String specification) {
        this.specification = specification;
    }

    /// What a step of `specification` threw. What it has to say it must say within a second.
    static Message.Failure describe(Throwable thrown, String specification) {
        var failures = new Failures(specification);
        var description = new AtomicReference<Message.Failure>();
        var asking =
                Thread.ofPlatform()
                        .inheritInheritableThreadLocals(false) // They may be the submission's own.
                        .daemon()
                        .name("kit-failures")
                        .start(() -> {
                            try {
                                description.set(failures.ask(thrown));
                            } catch (Throwable e) {
                                // The methods of the exception fail: describe it without calling
                                // them.
                            }
                        });
        waitFor(asking);
        var asked = description.get();
        return asked != null
                ? asked
                : new Message.Failure(
                        nameOf(thrown), "", "", "", "its own methods cannot be called", "", true);
    }

    private static void waitFor(Thread asking) {
        for (int ticks = 0; asking.isAlive() && ticks < PATIENCE; ticks++) {
            try {
                asking.join(2);
            } catch (InterruptedException e) {
                // By the code under test, which has had its turn.
            }
        }
    }

    private Message.Failure ask(Throwable thrown) {
        var todo = inChain(thrown, Failures::isTodo);
        if (todo.isPresent()) {
            return ofSubmission("", todo.get());
        }
        if (thrown instanceof AssertionFailedError failure
                && failure.isExpectedDefined()
                && failure.isActualDefined()) {
            return new Message.Failure(
                    nameOf(thrown),
                    label(failure),
                    cut(failure.getExpected().getStringRepresentation()),
                    cut(failure.getActual().getStringRepresentation()),
                    message(failure),
                    where(thrown),
                    false);
        }
        if (!(thrown instanceof AssertionError) && !where(thrown).isEmpty()) {
            return ofSubmission("", thrown);
        }
        if (message(thrown).contains(" ==> Unexpected exception thrown")
                && thrown.getCause() instanceof Throwable cause) {
            return ofSubmission(label(thrown), cause);
        }
        return new Message.Failure(
                nameOf(thrown), "", "", "", message(thrown), where(thrown), false);
    }

    private Message.Failure ofSubmission(String label, Throwable thrown) {
        return new Message.Failure(
                nameOf(thrown), label, "", "", message(thrown), where(thrown), true);
    }

    private static boolean isTodo(Throwable thrown) {
        return thrown instanceof UnsupportedOperationException
                && message(thrown).startsWith("TODO: ");
    }

    private static Optional<Throwable> inChain(Throwable thrown, Predicate<Throwable> wanted) {
        var each = thrown;
        for (int depth = 0; each != null && depth < CAUSES; depth++, each = each.getCause()) {
            if (wanted.test(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String nameOf(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    private static String message(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null ? "" : cut(message);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /// What stands before JUnit's own words.
    private static String label(Throwable failure) {
        var message = message(failure);
        int own = message.indexOf(" ==> ");
        return own < 0 ? "" : message.substring(0, own);
    }

    /// The frames of the code under test in `thrown` or, if there are none, in its causes.
    private String where(Throwable thrown) {
        return inChain(thrown, each -> !frames(each).isEmpty()).map(this::frames).orElse("");
    }

    private String frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(this::isOfSubmission)
                .limit(FRAMES)
                .map(frame ->
                        frame.getClassName()
                                + "."
                                + frame.getMethodName()
                                + "("
                                + frame.getFileName()
                                + ":"
                                + frame.getLineNumber()
                                + ")")
                .collect(Collectors.joining("\n"));
    }

    private boolean isOfSubmission(StackTraceElement frame) {
        return "submission".equals(frame.getClassLoaderName())
                && !frame.getClassName().equals(specification)
                && !frame.getClassName().startsWith(specification + "$");
    }
}
