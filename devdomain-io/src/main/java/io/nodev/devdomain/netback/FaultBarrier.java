package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.function.Consumer;

/**
 * Where faults of a device domain's drivers end, if they are not to be the domain's own end. What is behind it works until
 * the first exception out of it, and then not before {@link #raise}. The exception is told in the domain's next task that
 * runs, so that nobody who called the driver is still in the middle of it. On the domain's virtual CPU only.
 */
final class FaultBarrier implements VirtualCpu {
    private final Consumer<RuntimeException> onFault;
    private RuntimeException untold;
    private boolean down;

    /**
     * @param onFault told of each fault, when the drivers are down
     */
    FaultBarrier(Consumer<RuntimeException> onFault) {
        this.onFault = onFault;
    }

    /** Lets what is behind it work again. */
    void raise() {
        down = false;
    }

    private void fell(RuntimeException fault) {
        down = true;
        untold = fault;
    }

    /** A task that has no turns while the drivers are down. */
    VirtualCpu guard(VirtualCpu task) {
        return budget -> {
            try {
                return !down && task.run(budget);
            } catch (RuntimeException fault) {
                fell(fault);
                return false;
            }
        };
    }

    /** A device that takes no frames while the drivers are down. */
    PortDevice guard(PortDevice device) {
        return (frame, last) -> {
            if (down) {
                return;
            }
            try {
                device.send(frame, last);
            } catch (RuntimeException fault) {
                fell(fault);
            }
        };
    }

    /** Hands a message to a handler; answers it with length 0 if that failed. */
    boolean handle(ControlMessage message, ControlEndpoint.RequestHandler handler) {
        try {
            return handler.handle(message);
        } catch (RuntimeException fault) {
            fell(fault);
            message.setLength(0);
            return true;
        }
    }

    @Override
    public boolean run(int budget) {
        if (untold != null) {
            RuntimeException fault = untold;
            untold = null;
            onFault.accept(fault);
        }
        return false;
    }
}
