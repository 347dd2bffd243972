package loopback.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import loopback.course.FileIo;
import loopback.course.TemporaryFolders;

/// What is demanded of every script, of a lesson or of an exercise.
final class Scripts {

    /// Says how a script begins otherwise, and what the compiler says of these sources.
    static void check(Path script, String header, List<Path> sources, List<String> faults) {
        if (!FileIo.read(script).startsWith(header)) {
            faults.add(script.getFileName() + " does not begin with\n" + header);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
            var scratch = TemporaryFolders.folder();
            var options = List.of("-Xlint:all", "-proc:none", "-d", scratch.toString());
            var units = files.getJavaFileObjectsFromPaths(sources);
            compiler.getTask(null, files, diagnostics, options, null, units).call();
            TemporaryFolders.delete(scratch);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        diagnostics.getDiagnostics().forEach(problem -> faults.add(problem.toString()));
    }

    private Scripts() {}
}
