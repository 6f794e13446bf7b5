/**
 * The block half of a legacy machine, inside the hypervisor.
 *
 * <p>The machines of this house have no disk yet, so {@code block_io_op} is the call of a machine without one.
 */
package io.nodev.legacy.vbd;
