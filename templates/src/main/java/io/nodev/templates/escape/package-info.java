/**
 * User text on its way into generated files: one escaper per output language, and names for Java.
 *
 * <p>What a language cannot hold is refused with {@link io.nodev.templates.escape.UnrepresentableTextException}, never
 * dropped or replaced. Nothing that is escaped can end the literal, line or comment it stands in.
 */
package io.nodev.templates.escape;
