package loopback.course;

import java.nio.file.Path;
import java.util.Locale;

/// One exercise: a package and a class. Its name is written `addresses/StrictIpv4`.
public record Exercise(String packageName, String name) {

    /// The exercise that a path such as `addresses/StrictIpv4` names.
    public static Exercise of(String id) {
        int slash = id.indexOf('/');
        if (slash < 1 || slash != id.lastIndexOf('/') || slash == id.length() - 1) {
            throw new CourseException("\"" + id + "\" is not an exercise: write package/Class");
        }
        return new Exercise(id.substring(0, slash), id.substring(slash + 1));
    }

    public String id() {
        return packageName + "/" + name;
    }

    /// The class's full name in Java.
    public String className() {
        return packageName + "." + name;
    }

    public String specificationName() {
        return className() + "Test";
    }

    /// Whether a person means it by a name, or by a path without its ending.
    boolean isCalled(String word) {
        return name.equalsIgnoreCase(word)
                || ("/" + word)
                        .toLowerCase(Locale.ROOT)
                        .endsWith("/" + id().toLowerCase(Locale.ROOT));
    }

    /// Where its source lies below a folder of sources.
    public Path source(Path sources) {
        return sources.resolve(packageName).resolve(name + ".java");
    }

    /// Where what belongs to it lies below a folder such as `solutions/mistakes`.
    public Path folder(Path parent) {
        return parent.resolve(packageName).resolve(name);
    }

    /// As a record's own would, which is put together when it is first called: by every command.
    @Override
    public int hashCode() {
        return 31 * packageName.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
