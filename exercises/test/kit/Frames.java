package kit;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The part of a stack that the code under test wrote.
final class Frames {

    /// The name of the class of the running specification. The code under test has no class of that
    /// name, nor one within it.
    private static volatile String specification = "";

    /// Says which specification runs: its frames are not those of the code under test.
    static void areOf(Class<?> running) {
        specification = running.getName();
    }

    /// The frames of the code under test, one per line, innermost first, at most three; or nothing.
    static String learners(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(Frames::isLearners)
                .limit(3)
                .map(frame ->
                        "at "
                                + frame.getClassName()
                                + "."
                                + frame.getMethodName()
                                + "("
                                + frame.getFileName()
                                + ":"
                                + frame.getLineNumber()
                                + ")")
                .collect(Collectors.joining("\n"));
    }

    private static boolean isLearners(StackTraceElement frame) {
        var name = frame.getClassName();
        return frame.getModuleName() == null
                && name.contains(".") // A script that runs it has no package.
                && !name.startsWith("kit.")
                && !name.startsWith("org.")
                && !name.startsWith("loopback.")
                && !name.equals(specification)
                && !name.startsWith(specification + "$");
    }

    private Frames() {}
}
