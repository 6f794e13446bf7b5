package io.nodev.legacy.guest;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.SharedRing;

/**
 * What either side of a device works with.
 *
 * @param pages virtual addresses by request id; kept from one opening of the device to the next
 */
record RingUse(GuestKernel kernel, VifCalls calls, NetworkDeviceStats stats, SharedRing ring, int[] pages) {}
