package loopback.peers;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/// The reference solutions, as the build has compiled them. The grader does not depend on them.
final class References {

    private static final ClassLoader LOADER = loader();

    private static ClassLoader loader() {
        var root = Path.of(System.getProperty("course.root")).normalize();
        try {
            var classes = root.resolve("solutions/target/classes").toUri().toURL();
            return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Calls a public method by its name; `target` is an object, or the name of a class.
    static Object call(Object target, String method, Object... arguments) throws Exception {
        var type = target instanceof String name ? LOADER.loadClass(name) : target.getClass();
        var found =
                Arrays.stream(type.getMethods())
                        .filter(each -> each.getName().equals(method))
                        .filter(each -> each.getParameterCount() == arguments.length)
                        .findFirst()
                        .orElseThrow();
        try {
            return found.invoke(target instanceof String ? null : target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /// A new object, by the name of its class.
    static Object create(String type, Object... arguments) throws Exception {
        var constructor =
                Arrays.stream(LOADER.loadClass(type).getConstructors())
                        .filter(each -> each.getParameterCount() == arguments.length)
                        .findFirst()
                        .orElseThrow();
        return constructor.newInstance(arguments);
    }

    /// What a server does with a client.
    @FunctionalInterface
    interface Talk {
        void to(Socket client) throws Exception;
    }

    /// The handler of that type which does this.
    static Object handler(String type, Talk talk) throws Exception {
        return implement(
                type,
                (_, _, arguments) -> {
                    talk.to((Socket) arguments[0]);
                    return null;
                });
    }

    /// An object of that interface.
    static Object implement(String type, InvocationHandler methods) throws Exception {
        return Proxy.newProxyInstance(LOADER, new Class<?>[] {LOADER.loadClass(type)}, methods);
    }

    /// Runs a call in the background, until what it serves is closed. If it fails otherwise, no peer
    /// is left waiting for an answer.
    static void serve(Object target, String method, Closeable listener) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (listener) {
                        while (true) {
                            call(target, method, listener);
                        }
                    } catch (IOException e) {
                        // The test is over.
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private References() {}
}
