package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.function.BiConsumer;

/**
 * Where faults of a device domain's drivers end, if they are not to be the domain's own end. What is behind it works until
 * the first exception or error out of it, and then not before {@link #raise}. The fault is told in the domain's next task that
 * runs, so that nobody who called the driver is still in the middle of it. On the domain's virtual CPU only.
 */
final class FaultBarrier implements VirtualCpu {
    private final BiConsumer<String, Throwable> onFault;
    private String fallen;
    private Throwable untold;
    private boolean down;

    /**
     * @param onFault told of each fault, and which drivers it came from, when all are down
     */
    FaultBarrier(BiConsumer<String, Throwable> onFault) {
        this.onFault = onFault;
    }

    /** Lets what is behind it work again. */
    void raise() {
        down = false;
    }

    /**
     * Whether a failure is that of whoever it came out of, and not the hypervisor's or the host's own, which nobody can go on
     * after.
     */
    static boolean holds(Throwable failure) {
        return !(failure instanceof HypervisorFault || failure instanceof VirtualMachineError);
    }

    private void fell(String drivers, Throwable fault) {
        if (!holds(fault)) {
            throw (Error) fault;
        }
        down = true;
        fallen = drivers;
        untold = fault;
    }

    /** A task of some drivers that has no turns while the drivers are down. */
    VirtualCpu guard(String drivers, VirtualCpu task) {
        return budget -> {
            try {
                return !down && task.run(budget);
            } catch (RuntimeException | Error fault) {
                fell(drivers, fault);
                return false;
            }
        };
    }

    /**
     * Does something with the drivers at once, whether they are down or not.
     *
     * @return whether it was done without a fault
     */
    boolean protect(String drivers, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException | Error fault) {
            fell(drivers, fault);
            return false;
        }
    }

    /** A device that takes no frames while the drivers are down. */
    PortDevice guard(String drivers, PortDevice device) {
        return (frame, last) -> {
            if (down) {
                return;
            }
            try {
                device.send(frame, last);
            } catch (RuntimeException | Error fault) {
                fell(drivers, fault);
            }
        };
    }

    /** Hands a message to a handler; answers it with length 0 if that failed. */
    boolean handle(String drivers, ControlMessage message, ControlEndpoint.RequestHandler handler) {
        try {
            return handler.handle(message);
        } catch (RuntimeException | Error fault) {
            fell(drivers, fault);
            message.setLength(0);
            return true;
        }
    }

    @Override
    public boolean run(int budget) {
        if (untold != null) {
            Throwable fault = untold;
            untold = null;
            onFault.accept(fallen, fault);
        }
        return false;
    }
}
