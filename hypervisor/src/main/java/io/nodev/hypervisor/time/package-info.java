/**
 * Time as the machine knows it, from a clock that a test can hold in its hand.
 *
 * <p>All values are nanoseconds since the machine was booted, never wall-clock time.
 */
package io.nodev.hypervisor.time;
