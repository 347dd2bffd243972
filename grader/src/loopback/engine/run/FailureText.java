package loopback.engine.run;

import loopback.bench.Message;

/// Failures in the words that a learner reads.
final class FailureText {

    static String of(Message.Failure failure) {
        if (!failure.expected().isEmpty() || !failure.found().isEmpty()) {
            var label = failure.label().isEmpty() ? "" : failure.label() + "\n";
            return label
                    + "expected  "
                    + indented(failure.expected())
                    + "\n"
                    + "found     "
                    + indented(failure.found())
                    + where(failure);
        }
        if (failure.type().equals("UnsupportedOperationException")
                && failure.message().startsWith("TODO")) {
            return failure.message() + where(failure);
        }
        if (failure.thrownBy()) {
            var label = failure.label().isEmpty() ? "" : failure.label() + "\n";
            var message = failure.message().isEmpty() ? "" : ": " + failure.message();
            return label + "your code threw " + failure.type() + message + where(failure);
        }
        var message = failure.message().isEmpty() ? failure.type() : failure.message();
        return message + where(failure);
    }

    private static String indented(String text) {
        return text.replace("\n", "\n          ");
    }

    private static String where(Message.Failure failure) {
        return failure.where().isEmpty() ? "" : "\nat " + failure.where().replace("\n", "\nat ");
    }

    private FailureText() {}
}
