package io.nodev.plugin.generate;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualBlockDevice;

/** Puts as many requests as it is asked to, so many at a time, and copies what it reads. */
final class BlockLoad implements Guest {
    private final BlockShape shape;
    private final BlockHandler handler = this::completed;
    private BlockDevices devices;
    private boolean writing;
    private int left;
    private int outstanding;
    private int good;

    BlockLoad(BlockShape shape) {
        this.shape = shape;
    }

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.blockDevices();
    }

    /** From the guest's next turn on. On the thread that runs the machine. */
    void ask(boolean write, int requests) {
        writing = write;
        left = requests;
        good = 0;
    }

    /** Requests that were done since it was asked. */
    int good() {
        return good;
    }

    @Override
    public boolean run(int budget) {
        int completed = devices.complete(handler, budget);
        if (left > 0) {
            VirtualBlockDevice device = devices.all().get(0);
            while (left > 0 && outstanding < shape.depth() && put(device)) {
                left--;
                outstanding++;
            }
            devices.submit();
        }
        return completed == budget;
    }

    private boolean put(VirtualBlockDevice device) {
        return writing
                ? device.write(shape.nextSector(), shape.bytes(), shape.sectors(), 0)
                : device.read(shape.nextSector(), shape.sectors(), 0);
    }

    private void completed(BlockCompletion completion) {
        completion.copyTo(shape.bytes(), 0);
        outstanding--;
        good += completion.isGood() ? 1 : 0;
    }
}
