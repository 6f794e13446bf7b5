package io.nodev.devdomain;

import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.Domain;
import java.util.List;

/**
 * A domain with its kernel and interfaces.
 *
 * @param vifs as described, by index
 * @param devices as its guest sees them, by index
 */
record RunningDomain(Domain domain, GuestKernel kernel, List<VifConfig> vifs, List<VirtualNetworkDevice> devices) {
    int id() {
        return domain.id();
    }

    int backendOf(int index) {
        return vifs.get(index).backend();
    }
}
