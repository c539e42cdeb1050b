// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class, or one test, a Kist in memory that has this secret. Tests take it as a parameter: a {@code Kist}, an
 * {@code Environment} or a {@code Snapshot}. On a method it comes on top of those of the class, on a nested class on top of
 * those of the class around it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(WithSecret.Several.class)
@ExtendWith(KistExtension.class)
public @interface WithSecret {
    /** The secret's name. */
    String name();

    /** Its value. */
    String value();

    /** Several of them. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @ExtendWith(KistExtension.class)
    @interface Several {
        /** The secrets. */
        WithSecret[] value();
    }
}
