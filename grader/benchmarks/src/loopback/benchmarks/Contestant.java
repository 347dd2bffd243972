package loopback.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A server of the comparison: the files that it is made of, relative to the checkout, the first of
/// which is the program.
record Contestant(String name, String title, List<String> arguments, List<String> sources) {

    private static final String SERVERS = "grader/benchmarks/servers/";
    private static final String CONCURRENCY = "solutions/alternatives/concurrency/";

    static final List<Contestant> ALL =
            List.of(
                    new Contestant(
                            "c-epoll", "C, epoll", List.of(), List.of(SERVERS + "capitals.c")),
                    java(
                            "selector",
                            "Course: selector",
                            "OnSelector",
                            "solutions/alternatives/tcp/UpperServer/selector/UpperServer.java"),
                    netty("epoll", "Netty, epoll"),
                    netty("nio", "Netty, NIO"),
                    java(
                            "virtual-threads",
                            "Course: virtual thread per client",
                            "OnThreads",
                            CONCURRENCY + "ThreadedServer/virtual-threads/ThreadedServer.java"),
                    java(
                            "bounded",
                            "Course: bounded, virtual threads",
                            "Bounded",
                            "solutions/src/concurrency/BoundedServer.java"),
                    java(
                            "threads",
                            "Course: thread per client",
                            "OnThreads",
                            "solutions/src/concurrency/ThreadedServer.java"),
                    java(
                            "pool",
                            "Course: pool of threads",
                            "Bounded",
                            CONCURRENCY + "BoundedServer/pool-that-rejects/BoundedServer.java"),
                    new Contestant(
                            "python-threads",
                            "Python, ThreadingTCPServer",
                            List.of(),
                            List.of(SERVERS + "threads.py")),
                    new Contestant(
                            "python-asyncio",
                            "Python, asyncio",
                            List.of(),
                            List.of(SERVERS + "tasks.py")));

    private static Contestant java(String name, String title, String program, String solution) {
        return new Contestant(
                name,
                title,
                List.of(),
                List.of(SERVERS + program + ".java", SERVERS + "Capitals.java", solution));
    }

    private static Contestant netty(String transport, String title) {
        return new Contestant(
                "netty-" + transport,
                title,
                List.of(transport),
                List.of(SERVERS + "OnNetty.java", SERVERS + "Capitals.java"));
    }

    static Contestant named(String name) {
        return ALL.stream()
                .filter(contestant -> contestant.name.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BenchmarkException(
                                "no server is called "
                                        + name
                                        + "; there are "
                                        + ALL.stream().map(Contestant::name).toList()));
    }

    /// Compiles it into a folder of `scratch`, without a warning; returns what starts it.
    List<String> build(Path root, Path scratch) {
        var program = sources.getFirst();
        var command = new ArrayList<String>();
        if (program.endsWith(".c")) {
            command.add(compileC(root, scratch, program).toString());
        } else if (program.endsWith(".py")) {
            command.addAll(List.of("python3", root.resolve(program).toString()));
        } else {
            command.addAll(javaCommand(compileJava(root, scratch.resolve(name))));
        }
        command.addAll(arguments);
        return command;
    }

    /// Compiles a C program of the checkout into `scratch`.
    static Path compileC(Path root, Path scratch, String source) {
        var file = root.resolve(source);
        var binary = scratch.resolve(file.getFileName().toString().replace(".c", ".program"));
        Child.run(
                scratch,
                scratch,
                List.of(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        binary.toString(),
                        file.toString()),
                0);
        return binary;
    }

    private Path compileJava(Path root, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ENGLISH, null)) {
            Files.createDirectories(classes);
            var options =
                    List.of(
                            "-Xlint:all",
                            "-Xlint:-path",
                            "-Werror",
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            classes.toString());
            var units =
                    files.getJavaFileObjects(
                            sources.stream().map(root::resolve).toArray(Path[]::new));
            if (!compiler.getTask(null, files, null, options, null, units).call()) {
                throw new BenchmarkException("the server " + name + " does not compile");
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> javaCommand(Path classes) {
        var main = Path.of(sources.getFirst()).getFileName().toString().replace(".java", "");
        var path = classes + ":" + System.getProperty("java.class.path");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        path,
                        main)
                .toList();
    }
}
