package io.nodev.devdomain;

import io.nodev.hypervisor.console.ConsoleOutput;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A report about what only one domain may look at. It is asked for from any thread and written in that domain's next turn;
 * one that is asked for twice before is written once, to whoever asked last. It appears as a whole.
 */
final class OnRequest implements VirtualCpu, Consumer<ConsoleOutput> {
    private final Domain domain;
    private final Consumer<ConsoleOutput> report;
    private final AtomicReference<ConsoleOutput> request = new AtomicReference<>();

    /**
     * @param report writes it, on the domain's virtual CPU
     */
    OnRequest(Domain domain, Consumer<ConsoleOutput> report) {
        this.domain = domain;
        this.report = report;
    }

    @Override
    public void accept(ConsoleOutput output) {
        request.set(output);
        domain.wake();
    }

    @Override
    public boolean run(int budget) {
        if (request.get() != null) {
            StringBuilder text = new StringBuilder();
            report.accept(text::append);
            request.getAndSet(null).print(text.toString());
        }
        return false;
    }
}
