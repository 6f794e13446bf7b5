/**
 * Disks and media for tests: one that knows what a crash may leave of it, one that fails where it is told to, and a disk that
 * keeps transfers back and completes them in any order.
 */
package io.nodev.tck.disk;
