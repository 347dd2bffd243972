package kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The capabilities that an exercise needs beyond what every exercise may use.
///
/// `files`: the files below a [Folder]. `unix-sockets`: channels at the addresses of a
/// [UnixAddress]. `tls`: keys, certificates and TLS. `resolver`: a resolver of names. Which members
/// each opens is listed in `allowed.txt` of the grader.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Uses {
    String[] value();
}
