/**
 * The network frontend: a guest's half of a split network device.
 *
 * <p>It owns the ring pages and every packet page, grants them, and believes nothing that comes back without a look. All
 * of it runs on the guest's virtual CPU.
 */
package io.nodev.devdomain.netfront;
