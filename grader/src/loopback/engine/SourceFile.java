package loopback.engine;

import java.net.URI;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;
import loopback.course.Files;

/// A source file in memory. Its class has the file's name, whatever folder the text came from.
final class SourceFile extends SimpleJavaFileObject {

    private final String binaryName;
    private final String text;

    SourceFile(String binaryName, String text) {
        super(URI.create("source:///" + binaryName.replace('.', '/') + ".java"), Kind.SOURCE);
        this.binaryName = binaryName;
        this.text = text;
    }

    /// The file of a class of `packageName`.
    static SourceFile read(String packageName, Path file) {
        var simpleName = file.getFileName().toString().replaceAll("\\.java$", "");
        return new SourceFile(packageName + "." + simpleName, Files.read(file));
    }

    String binaryName() {
        return binaryName;
    }

    String text() {
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
