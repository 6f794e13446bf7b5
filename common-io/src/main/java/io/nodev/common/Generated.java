package io.nodev.common;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that was written by the generator. It stays in the class file, so that coverage tools leave the class
 * out, and it holds no date, so that the same description always gives the same bytes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
    /** The description the class was generated from, relative to its project; with forward slashes everywhere. */
    String value();
}
