package io.nodev.devdomain;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.packet.MacAddress;
import java.nio.ByteBuffer;

/** A guest that sends numbered frames as fast as its interface takes them, and waits while that is not connected. */
final class Chatter implements Guest {
    /** Where the number is. */
    static final int NUMBER = 14;

    /** The length of every frame. */
    static final int LENGTH = 200;

    private static final PacketHandler DISCARD = (bytes, offset, length) -> {};

    private final int most;
    private final byte[] frame = new byte[LENGTH];
    private VirtualNetworkDevice device;
    private volatile boolean talking;
    private volatile int sent;

    /**
     * A guest that is silent yet.
     *
     * @param self its domain, from which its address is made
     * @param most frames that it sends
     */
    Chatter(int self, MacAddress to, int most) {
        this.most = most;
        to.put(frame, 0);
        address(self).put(frame, 6);
        frame[12] = 0x08;
    }

    /** The hardware address of a guest. */
    static MacAddress address(int domain) {
        return new MacAddress(0xAA00_0000_0000L | domain);
    }

    /** From any thread; the domain must be woken. */
    void talk(boolean on) {
        talking = on;
    }

    /** Frames that the interface took while it was connected: numbers 0 to this, exclusive. */
    int sent() {
        return sent;
    }

    @Override
    public void start(GuestEnvironment environment) {
        device = environment.networkDevices().get(0);
    }

    @Override
    public boolean run(int budget) {
        boolean more = device.receive(DISCARD, budget) == budget;
        boolean taken = true;
        for (int left = budget; left > 0 && taken && isTalking() && device.isConnected(); left--) {
            ByteBuffer.wrap(frame).putInt(NUMBER, sent);
            taken = device.transmit(frame, 0, LENGTH);
            sent += taken ? 1 : 0;
        }
        return more || taken && isTalking() && device.isConnected();
    }

    private boolean isTalking() {
        return talking && sent < most;
    }
}
