package io.nodev.plugin.generate;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;

/** Sends a frame so many times whenever it is asked to, and discards what comes. */
final class Talker implements Guest {
    private static final PacketHandler DISCARD = (bytes, offset, length) -> {};

    private VirtualNetworkDevice device;
    private byte[] frame = {};
    private int left;

    @Override
    public void start(GuestEnvironment environment) {
        device = environment.networkDevices().get(0);
    }

    /** From the guest's next turn on. On the thread that runs the machine. */
    void say(byte[] bytes, int times) {
        frame = bytes;
        left = times;
    }

    @Override
    public boolean run(int budget) {
        boolean more = device.receive(DISCARD, budget) == budget;
        while (left > 0 && device.transmit(frame, 0, frame.length)) {
            left--;
        }
        return more;
    }
}
