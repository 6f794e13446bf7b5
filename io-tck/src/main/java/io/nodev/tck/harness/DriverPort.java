package io.nodev.tck.harness;

import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A guest's interface through the driver that its stack has for it. */
public final class DriverPort implements GuestPort {
    private static final int BUDGET = 4096;

    private final MachineUnderTest machine;
    private final int domain;
    private final VirtualNetworkDevice device;

    /** The interface of a domain of a machine that was booted with drivers. */
    public DriverPort(MachineUnderTest machine, int domain, VirtualNetworkDevice device) {
        this.machine = machine;
        this.domain = domain;
        this.device = device;
    }

    @Override
    public MacAddress address() {
        byte[] octets = new byte[MacAddress.LENGTH];
        device.copyAddress(octets, 0);
        return MacAddress.of(octets, 0);
    }

    @Override
    public boolean isConnected() {
        return machine.onDomain(domain, device::isConnected);
    }

    @Override
    public void send(byte[] frame) {
        machine.inTurnOf(domain, () -> {
            if (!device.transmit(frame, 0, frame.length)) {
                throw new IllegalStateException("the driver has no room left: length=" + frame.length);
            }
        });
    }

    @Override
    public List<byte[]> takeReceived() {
        return machine.onDomain(domain, () -> {
            List<byte[]> frames = new ArrayList<>();
            device.receive(
                    (bytes, offset, length) -> frames.add(Arrays.copyOfRange(bytes, offset, offset + length)), BUDGET);
            return frames;
        });
    }

    @Override
    public long droppedNotConnected() {
        return device.stats().txNotConnected();
    }
}
