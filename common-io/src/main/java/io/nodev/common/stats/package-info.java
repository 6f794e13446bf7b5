/**
 * Counters that one thread writes and any thread reads.
 */
package io.nodev.common.stats;
