package kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The packages that an exercise needs beyond those every exercise may use.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Uses {
    String[] value();
}
