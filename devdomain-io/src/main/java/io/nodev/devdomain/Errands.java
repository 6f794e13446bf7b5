package io.nodev.devdomain;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Things to be done in a domain's turns, asked for from any thread; one in each turn, in order. */
final class Errands implements VirtualCpu {
    private final Domain domain;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Errands(Domain domain) {
        this.domain = domain;
    }

    void add(Runnable errand) {
        waiting.add(errand);
        domain.wake();
    }

    @Override
    public boolean run(int budget) {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
        return !waiting.isEmpty();
    }
}
