package kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What an exercise may take, where the usual is too much or too little. `check` and grading hold an
/// answer to the same.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limits {

    /// MiB of heap, 32 to 1024; half as much is for direct buffers.
    int heapMiB() default 256;

    /// Descriptors, 128 to 65,536: sockets, selectors, files, and about 30 of the JVM itself.
    int openFiles() default 4096;

    /// MiB of a file, 1 to 64; all files of a [Folder] together may be 8 times as large.
    int fileMiB() default 1;

    /// Platform threads that live at the same time, 64 to 4096: about 20 are of the JVM itself.
    int threads() default 4096;

    /// Seconds of processor time for all steps together, 1 to 600.
    int cpuSeconds() default 60;
}
