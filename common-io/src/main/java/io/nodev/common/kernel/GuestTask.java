package io.nodev.common.kernel;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.hypervisor.sched.VirtualCpu;

/** The guest as a task of its domain's kernel: started in the first turn, then given one in each. */
public final class GuestTask implements VirtualCpu {
    private final Guest guest;
    private final GuestEnvironment environment;
    private boolean started;

    /** A task that starts {@code guest} in {@code environment} when it is first run. */
    public GuestTask(Guest guest, GuestEnvironment environment) {
        this.guest = guest;
        this.environment = environment;
    }

    @Override
    public boolean run(int budget) {
        if (!started) {
            started = true;
            guest.start(environment);
        }
        return guest.run(budget);
    }
}
