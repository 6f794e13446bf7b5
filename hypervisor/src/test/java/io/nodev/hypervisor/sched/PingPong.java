package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.domain.Domain;

/** Two domains that pass a number to and fro, each adding one and waking the other. A lost wake-up ends the game early. */
final class PingPong {
    private final Domain first;
    private final Domain second;
    private final int messages;
    private volatile int ball;

    PingPong(Domain first, Domain second, int messages) {
        this.first = first;
        this.second = second;
        this.messages = messages;
    }

    void addTo(Scheduler scheduler) {
        scheduler.add(first, budget -> hit(0, second));
        scheduler.add(second, budget -> hit(1, first));
    }

    int last() {
        return ball;
    }

    private boolean hit(int side, Domain other) {
        int seen = ball;
        if (seen % 2 == side && seen < messages) {
            ball = seen + 1;
            other.wake();
        }
        return false;
    }
}
