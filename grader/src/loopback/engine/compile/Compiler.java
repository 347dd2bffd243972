package loopback.engine.compile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Compiles submissions: in this JVM, or in one that is kept away from everything.
public interface Compiler extends AutoCloseable {

    /// The processor time that one submission gets, wherever it is compiled; a few pages take half a
    /// second.
    Duration PATIENCE = Duration.ofSeconds(10);

    /// The compiler of this JVM.
    Compiler HERE = submission -> of(submission.file(), submission.others());

    /// The compiler of this JVM, for submissions that are checked again and again.
    static Compiler once() {
        var compiled = new ConcurrentHashMap<Submission, Compilation>();
        return submission -> compiled.computeIfAbsent(submission, HERE::compile);
    }

    /// What the compiler makes of a submission.
    Compilation compile(Submission submission);

    @Override
    default void close() {}

    static Compilation of(SourceFile file, Map<String, SourceFile> others) {
        return Compilation.of(
                List.of(file), new Compilation.Surroundings(others, Map.of(), List.of()));
    }
}
