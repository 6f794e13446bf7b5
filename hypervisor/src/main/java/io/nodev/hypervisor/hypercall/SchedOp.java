package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.ENOSYS;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * {@code sched_op(command)}. A virtual CPU runs to the end of its turn, so neither command takes effect before that.
 *
 * <p>{@link #YIELD}: the domain has another turn soon, after those that wait already, whatever its turn returns.
 * {@link #BLOCK}: lets upcalls through again; if one is pending the domain has another turn soon, else it sleeps once its
 * turn returned that there is no more to do. So no event is lost between looking and sleeping. Both return 0; all else, such
 * as 2004's exit and stop, is -ENOSYS. Source: xen/common/schedule.c at ddc87ed302.
 */
public final class SchedOp implements Hypercall {
    /** Gives way. */
    public static final int YIELD = 0;

    /** Sleeps until the next event. */
    public static final int BLOCK = 1;

    private final MachineMemory memory;

    /** Over the shared-info pages of one machine. */
    public SchedOp(MachineMemory memory) {
        this.memory = memory;
    }

    @Override
    public int call(Domain caller, int command, int a2, int a3) {
        switch (command) {
            case YIELD -> caller.wake();
            case BLOCK -> block(caller);
            default -> {
                return -ENOSYS;
            }
        }
        return 0;
    }

    private void block(Domain caller) {
        memory.getAndPut(caller.sharedInfoAddress(SharedInfoLayout.UPCALL_MASK), 0);
        if (memory.getIntAcquire(caller.sharedInfoAddress(SharedInfoLayout.UPCALL_PENDING)) != 0) {
            caller.wake();
        }
    }
}
