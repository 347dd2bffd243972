///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/timeouts/Backoff.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import kit.Program;

/// Shows the pauses of ATTEMPTS calls that all fail: the shortest, the longest, and some by chance.
void main(String[] args) {
    var usage = "[ATTEMPTS=8] [FIRST=100] [CAP=5000] [TOTAL=60000]";
    Program.run("timeouts/Backoff", usage, args, this::show);
}

void show(Program program) throws Exception {
    var policy =
            new timeouts.Backoff.Policy(
                    program.number("ATTEMPTS"),
                    program.millis("FIRST"),
                    program.millis("CAP"),
                    program.millis("TOTAL"));
    var least = pauses(policy, () -> 0);
    var most = pauses(policy, () -> Math.nextDown(1.0));
    var some = pauses(policy, Math::random);
    program.says("failure  shortest   longest  by chance");
    for (int i = 0; i < least.size(); i++) {
        program.says(
                "%7d %9s %9s %10s"
                        .formatted(i + 1, millis(least, i), millis(most, i), millis(some, i)));
    }
}

/// What is slept between calls that all fail, on a clock that sleeping alone moves on.
List<Duration> pauses(timeouts.Backoff.Policy policy, DoubleSupplier random) throws Exception {
    var pauses = new ArrayList<Duration>();
    LongSupplier clock = () -> pauses.stream().mapToLong(Duration::toNanos).sum();
    try {
        new timeouts.Backoff(policy, pauses::add, clock, random)
                .retry(() -> {
                    throw new ConnectException("Connection refused");
                });
    } catch (ConnectException e) {
        // It gives up in the end.
    }
    return pauses;
}

String millis(List<Duration> pauses, int i) {
    return i < pauses.size() ? pauses.get(i).toMillis() + " ms" : "gives up";
}
