/**
 * A whole machine as whoever boots it sees it, the same under both architectures: what it is called, what it is built
 * as, how it is run, and what its ports counted.
 */
package io.nodev.common.machine;
