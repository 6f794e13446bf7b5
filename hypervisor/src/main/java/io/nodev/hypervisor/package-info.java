/**
 * The hypervisor that both architectures share: what stays when drivers, packet filter and disks move out.
 *
 * <p>{@link io.nodev.hypervisor.Hypervisor} is the whole machine; the packages below it are its parts. Nothing here
 * knows of a device.
 */
package io.nodev.hypervisor;
