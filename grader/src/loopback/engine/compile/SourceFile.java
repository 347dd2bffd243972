package loopback.engine.compile;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.SourceText;

/// A source file in memory. Its class has the file's name, whatever folder the text came from.
public final class SourceFile extends SimpleJavaFileObject {

    private static final long MOST_BYTES = 1 << 20;

    private final String binaryName;
    private final String text;

    public SourceFile(String binaryName, String text) {
        super(uri("source", binaryName, ".java"), Kind.SOURCE);
        this.binaryName = binaryName;
        this.text = text;
    }

    /// The URI of a class, as the compiler wants it. A Java name may contain characters, such as
    /// invisible ones, that must be escaped in a URI.
    static URI uri(String scheme, String binaryName, String ending) {
        try {
            return new URI(scheme, "", "/" + binaryName.replace('.', '/') + ending, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(binaryName, e);
        }
    }

    /// The file of a class of `packageName`, in whatever encoding it was saved.
    public static SourceFile read(String packageName, Path file) {
        requireSmall(file);
        return of(packageName, file, SourceText.of(file.toString(), FileIo.bytes(file)).text());
    }

    /// The file of another class, which matters only if it is named: what is no text in it becomes
    /// replacement characters.
    static SourceFile readLeniently(String packageName, Path file) {
        requireSmall(file);
        try {
            return read(packageName, file);
        } catch (CourseException e) {
            return of(packageName, file, FileIo.readLeniently(file));
        }
    }

    private static void requireSmall(Path file) {
        if (file.toFile().length() > MOST_BYTES) {
            throw new CourseException(
                    file + " has more than " + MOST_BYTES / 1024 + " KiB, which no source needs");
        }
    }

    private static SourceFile of(String packageName, Path file, String text) {
        var simpleName = file.getFileName().toString().replaceAll("\\.java$", "");
        return new SourceFile(packageName + "." + simpleName, text);
    }

    String binaryName() {
        return binaryName;
    }

    public String text() {
        return text;
    }

    String fileName() {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1) + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
