package io.nodev.hypervisor.console;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.event.PortState;
import io.nodev.hypervisor.event.PortStatus;
import java.util.Locale;
import java.util.function.Consumer;

/** The debug key that lists every domain's ports in use, with their bits. */
final class EventReport implements Consumer<ConsoleOutput> {
    private final Hypervisor hypervisor;

    EventReport(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public void accept(ConsoleOutput output) {
        for (Domain domain : hypervisor.domains().all()) {
            output.line("domain " + domain.id() + ":");
            for (int port = 0; port < EventChannels.MAX_PORTS; port++) {
                PortStatus status = hypervisor.events().status(domain.id(), port);
                if (status.state() != PortState.FREE) {
                    output.line(String.format(Locale.ROOT, "%6d  %s%s", port, binding(status), bits(domain, port)));
                }
            }
        }
    }

    private static String binding(PortStatus status) {
        return switch (status.state()) {
            case UNBOUND -> "waits for domain " + status.domain();
            case INTERDOMAIN -> "domain " + status.domain() + " port " + status.detail();
            case VIRQ -> "virtual interrupt " + status.detail();
            case PIRQ -> "physical interrupt " + status.detail();
            case FREE -> "free";
        };
    }

    private String bits(Domain domain, int port) {
        return (isSet(domain, SharedInfoLayout.PENDING, port) ? ", pending" : "")
                + (isSet(domain, SharedInfoLayout.MASK, port) ? ", masked" : "");
    }

    private boolean isSet(Domain domain, int base, int port) {
        int word = domain.sharedInfoAddress(base) + (port >>> 5) * Integer.BYTES;
        return (hypervisor.memory().getIntAcquire(word) & 1 << port) != 0;
    }
}
