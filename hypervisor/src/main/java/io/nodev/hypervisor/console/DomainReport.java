package io.nodev.hypervisor.console;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.Locale;
import java.util.function.Consumer;

/** The debug key that lists domains, and how the frames are shared out. */
final class DomainReport implements Consumer<ConsoleOutput> {
    private final Hypervisor hypervisor;

    DomainReport(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public void accept(ConsoleOutput output) {
        output.line("  id  name              frames  state");
        for (Domain domain : hypervisor.domains().all()) {
            int frames = hypervisor.frames().owned(domain.id());
            output.line(String.format(
                    Locale.ROOT, "%4d  %-15s %8d  %s", domain.id(), domain.name(), frames, state(domain)));
        }
        output.line("hypervisor " + hypervisor.frames().owned(FrameTable.HYPERVISOR) + " frames, free "
                + hypervisor.frames().owned(FrameTable.FREE));
    }

    private static String state(Domain domain) {
        return (domain.isAlive() ? "alive" : "dying")
                + (domain.isPrivileged() ? ", privileged" : "")
                + (domain.isFavoured() ? ", favoured" : "");
    }
}
