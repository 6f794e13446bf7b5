package io.nodev.legacy.guest;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import java.util.ArrayList;
import java.util.List;

/** A domain's network driver: one frontend for each vif, one interrupt for all of them. */
public final class LegacyNetworkDriver {
    private final List<LegacyFrontend> frontends;

    /**
     * Finds the domain's vifs and opens them. The stock driver of 2004 stopped after four; this one takes all eight.
     *
     * @throws IllegalStateException if the domain has too few pages for the receive buffers
     */
    public LegacyNetworkDriver(GuestKernel kernel) {
        this(kernel, true);
    }

    /** As above, or with {@code opens} false one that leaves every vif alone. */
    public LegacyNetworkDriver(GuestKernel kernel, boolean opens) {
        this.frontends = opens ? find(kernel) : List.of();
        if (!frontends.isEmpty()) {
            kernel.bindVirq(Virq.NET, this::interrupt);
        }
        frontends.forEach(LegacyFrontend::open);
    }

    private static List<LegacyFrontend> find(GuestKernel kernel) {
        List<LegacyFrontend> found = new ArrayList<>();
        for (int index = 0; index < Endpoint.VIFS_PER_DOMAIN; index++) {
            LegacyFrontend frontend = new LegacyFrontend(kernel, index);
            if (!frontend.exists()) {
                break;
            }
            found.add(frontend);
        }
        return List.copyOf(found);
    }

    /** By ascending index. */
    public List<LegacyFrontend> frontends() {
        return frontends;
    }

    private void interrupt() {
        for (int i = 0; i < frontends.size(); i++) {
            frontends.get(i).poll();
        }
    }
}
