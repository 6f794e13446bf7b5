package io.nodev.devdomain;

import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.KernelDevices;
import io.nodev.common.machine.VifConfig;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.hypervisor.domain.Domain;
import java.util.List;

/**
 * A domain with its kernel and interfaces.
 *
 * @param outside what it reaches others by
 * @param vifs as described, by index
 * @param drivers its devices as its guest sees them
 */
record RunningDomain(Domain domain, GuestKernel kernel, Outside outside, List<VifConfig> vifs, KernelDevices drivers) {
    /**
     * What the domain has to do with others by.
     *
     * @param grants its grant table
     * @param controlPort its end of the control channel
     */
    record Outside(GrantReferences grants, int controlPort) {}

    List<VirtualNetworkDevice> devices() {
        return List.copyOf(drivers.network());
    }

    int id() {
        return domain.id();
    }

    boolean hasVif(int index) {
        return index >= 0 && index < vifs.size();
    }

    int backendOf(int index) {
        return vifs.get(index).backend();
    }
}
