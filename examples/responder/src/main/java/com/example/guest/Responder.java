package com.example.guest;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;

/**
 * A guest that answers ARP requests and pings for one IPv4 address at its first interface, and nothing else. It keeps one
 * answer at a time: while there is no room to send it, nothing more is received.
 */
public final class Responder implements Guest {
    private final Answer answer = new Answer(192, 0, 2, 11);
    private final byte[] ownHardwareAddress = new byte[6];
    private final PacketHandler handler = this::receive;
    private VirtualNetworkDevice device;

    /** A guest that was not started yet. */
    public Responder() {}

    @Override
    public void start(GuestEnvironment environment) {
        device = environment.networkDevices().get(0);
        environment.log("answering for 192.0.2.11");
    }

    @Override
    public boolean run(int budget) {
        for (int packets = 0; packets < budget; packets++) {
            if (!sendAnswer() || device.receive(handler, 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The interface may have been given its address only now, when it was connected. */
    private void receive(byte[] bytes, int offset, int length) {
        device.copyAddress(ownHardwareAddress, 0);
        answer.to(bytes, offset, length, ownHardwareAddress);
    }

    /** Says whether there is no answer left to send. */
    private boolean sendAnswer() {
        if (answer.length() > 0 && device.transmit(answer.bytes(), 0, answer.length())) {
            answer.clear();
        }
        return answer.length() == 0;
    }
}
