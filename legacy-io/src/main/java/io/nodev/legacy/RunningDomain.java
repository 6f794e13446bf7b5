package io.nodev.legacy;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.legacy.guest.LegacyNetworkDriver;
import io.nodev.legacy.guest.VfrFile;

/** A domain with what runs in it, its guest excepted. */
record RunningDomain(
        Domain domain, GuestKernel kernel, LegacyNetworkDriver driver, BlockDevices blockDevices, VfrFile vfrFile) {}
