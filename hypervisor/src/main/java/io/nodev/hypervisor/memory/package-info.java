/**
 * Machine memory: numbered 4,096-byte frames with owners and reference counts, and the page tables through which a
 * domain, and nobody else, reaches them.
 *
 * <p>Holds for all of it: a machine address is an {@code int} below 2 GiB; memory is little endian; every frame that a
 * domain receives is zero except for what was put there on purpose. State of frames changes by compare-and-swap, so any
 * thread may call; nothing blocks and nothing allocates on the heap.
 */
package io.nodev.hypervisor.memory;
