package loopback.picture;

import java.util.stream.Stream;

/// What an event is, as a picture tells it from others: by its shape, beside its words.
///
/// The first words of an event say which one it is. Nothing that a submission has written stands
/// there: what it throws comes after `throw`, and what it sends is no part of the words.
public enum Kind {
    /// Ends what somebody sends, or a connection.
    END("finish", "close", "ends", "send no more", "receive no more"),
    RESET("reset"),
    SEND("send", "keeps sending", "gives", "answers ", "ask "),
    CONNECT("connect", "try "),
    WAIT(
            "says nothing",
            "wait",
            "read in vain",
            "receive nothing",
            "holds",
            "has no room",
            "sleep"),
    FAILURE("fail", "throw ", "cannot", "is refused", "loses"),
    /// Anything else.
    NOTE("");

    private final String[] beginnings;

    Kind(String... beginnings) {
        this.beginnings = beginnings;
    }

    static Kind of(String what) {
        return Stream.of(values())
                .filter(kind -> Stream.of(kind.beginnings).anyMatch(what::startsWith))
                .findFirst()
                .orElseThrow();
    }

    /// Whether it goes from one side to another, where there is another.
    boolean isBetweenSides() {
        return switch (this) {
            case END, RESET, SEND, CONNECT -> true;
            case WAIT, FAILURE, NOTE -> false;
        };
    }
}
