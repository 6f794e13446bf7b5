/** Frames as a test wants them: any length, any address, right or wrong. */
package io.nodev.tck.frame;
