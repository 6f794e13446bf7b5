package io.nodev.devdomain;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guest that sends what a test hands it, as soon as its interface takes it, and keeps what it receives. */
final class ScriptedGuest implements Guest {
    private final ConcurrentLinkedQueue<byte[]> toSend = new ConcurrentLinkedQueue<>();
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private List<VirtualNetworkDevice> devices;

    void send(byte[] frame) {
        toSend.add(frame);
    }

    /** Whether everything was given to the interface. */
    boolean isIdle() {
        return toSend.isEmpty();
    }

    List<byte[]> received() {
        return received;
    }

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.networkDevices();
    }

    @Override
    public boolean run(int budget) {
        boolean more = false;
        for (VirtualNetworkDevice device : devices) {
            more |= device.receive(this::keep, budget) == budget;
        }
        VirtualNetworkDevice first = devices.get(0);
        while (first.isConnected() && !toSend.isEmpty()) {
            byte[] next = toSend.peek();
            if (!first.transmit(next, 0, next.length)) {
                break;
            }
            toSend.remove();
        }
        return more;
    }

    private void keep(byte[] bytes, int offset, int length) {
        received.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }
}
