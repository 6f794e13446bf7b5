/**
 * The guest's side of a legacy machine: the network and block drivers of a domain and domain 0's {@code /proc/xen/vfr}.
 *
 * <p>Runs on the domain's virtual CPU and has nothing but the domain's memory and hypercalls; with the hypervisor's side
 * it shares only layouts. Nothing is allocated for a frame or a block request. What a driver programs into the event indices and
 * when it makes a hypercall is what the stock driver did: xenolinux-2.4.25-sparse/arch/xen/drivers/network/network.c and
 * drivers/block/block.c at ddc87ed302.
 */
package io.nodev.legacy.guest;
