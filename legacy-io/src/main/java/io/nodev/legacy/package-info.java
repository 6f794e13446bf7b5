/**
 * A whole legacy machine, put together: hypervisor, network, disks, domains with their drivers and guests.
 *
 * <p>What is here wires parts to each other; what they do is in the packages below.
 */
package io.nodev.legacy;
