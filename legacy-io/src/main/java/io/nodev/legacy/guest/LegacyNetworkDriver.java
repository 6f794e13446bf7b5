package io.nodev.legacy.guest;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import java.util.ArrayList;
import java.util.List;

/** A domain's network driver: one frontend for each vif, one interrupt for all of them. */
public final class LegacyNetworkDriver {
    private final List<LegacyFrontend> frontends = new ArrayList<>();

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
        for (int index = 0; opens && index < Endpoint.VIFS_PER_DOMAIN; index++) {
            LegacyFrontend frontend = new LegacyFrontend(kernel, index);
            if (!frontend.exists()) {
                break;
            }
            frontends.add(frontend);
        }
        if (!frontends.isEmpty()) {
            kernel.bindVirq(Virq.NET, this::interrupt);
        }
        frontends.forEach(LegacyFrontend::open);
    }

    /** By ascending index. */
    public List<LegacyFrontend> frontends() {
        return List.copyOf(frontends);
    }

    private void interrupt() {
        for (int i = 0; i < frontends.size(); i++) {
            frontends.get(i).poll();
        }
    }
}
