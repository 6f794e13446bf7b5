package io.nodev.common.guest;

import java.util.ArrayDeque;
import java.util.Queue;

/** A guest that goes through its block devices, one after the other, and then is only there. */
abstract class BlockGuest implements Guest {
    private final Queue<VirtualBlockDevice> left = new ArrayDeque<>();
    private GuestEnvironment environment;
    private BlockPass pass;
    private final BlockHandler handler = completion -> pass.completed(completion);
    private boolean begun;

    @Override
    public final void start(GuestEnvironment found) {
        environment = found;
    }

    @Override
    public final boolean run(int budget) {
        boolean more = IdleGuest.discardAll(environment.networkDevices(), budget);
        BlockDevices devices = environment.blockDevices();
        if (!devices.isReady()) {
            return more;
        }
        if (!begun) {
            begin(devices);
        }
        if (pass != null) {
            more |= devices.complete(handler, budget) == budget;
            goOn();
            devices.submit();
        }
        return more;
    }

    private void begin(BlockDevices devices) {
        begun = true;
        left.addAll(devices.all());
        if (left.isEmpty()) {
            log("no block devices");
        }
        pass = nextDevice();
    }

    private void goOn() {
        while (pass != null && pass.isDone()) {
            BlockPass next = after(pass);
            pass = next == null ? nextDevice() : next;
        }
        if (pass != null) {
            pass.putMore();
        }
    }

    private BlockPass nextDevice() {
        BlockPass next = null;
        while (next == null && !left.isEmpty()) {
            next = first(left.remove());
        }
        return next;
    }

    final int domain() {
        return environment.domain();
    }

    final void log(String line) {
        environment.log(line);
    }

    /** What is done with a device first; null if nothing is. */
    abstract BlockPass first(VirtualBlockDevice device);

    /** What is done after something with the same device; null if that was all. */
    abstract BlockPass after(BlockPass done);
}
