/**
 * The verdicts of the original virtual firewall/router of April 2004: 600 rule sets and 36,000 frames, with what its
 * parser made of every write and where its look-up sent every frame.
 *
 * <p>The file is a resource beside these classes; {@link io.nodev.tck.vfr.VfrVectors} reads it, or any other of its
 * format, and {@link io.nodev.tck.vfr.VfrVectorMachine} is what an implementation provides to be held against it. Nothing
 * here knows an implementation.
 */
package io.nodev.tck.vfr;
