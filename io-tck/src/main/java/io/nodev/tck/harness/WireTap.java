package io.nodev.tck.harness;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A wire with the NIC of a machine at one end and a test at the other. */
public final class WireTap {
    /** Frames that wait for the test at most. */
    public static final int SLOTS = 4096;

    private static final MacAddress ADDRESS = MacAddress.parse("02:00:00:00:00:01");
    private static final int BUDGET = 64;

    private final WireCard machine;
    private final WireCard test;
    private final BreakableCard breakable;
    private volatile boolean holding;

    /** A wire to a NIC with a name and an address. */
    public WireTap(String nic, MacAddress address) {
        Wire wire = new Wire();
        this.machine = wire.connect(WireCardSpec.of(nic, address).withSlots(SLOTS, SLOTS));
        this.test = wire.connect(WireCardSpec.of("tap", ADDRESS).withSlots(SLOTS, SLOTS));
        test.setPromiscuous(true);
        breakable = new BreakableCard(machine);
    }

    /** The machine's end. */
    public NetworkCard card() {
        return breakable;
    }

    /** Makes the driver of the machine's end fail at the next frame that it is to send; once. */
    public void breakDriver() {
        breakable.breakAtNextFrame();
    }

    /** Takes the frames that the machine has sent since the last time, in order. */
    public List<byte[]> takeSent() {
        List<byte[]> sent = new ArrayList<>();
        NicEvents events = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                sent.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void transmitted(int cookie) {}
        };
        int shown;
        do {
            shown = test.poll(events, BUDGET);
        } while (shown == BUDGET);
        return sent;
    }

    /** Makes the NIC keep the buffers of sent frames, or free them as they are sent. */
    public void holdCompletions(boolean hold) {
        holding = hold;
        machine.holdCompletions(hold);
    }

    /** Whether the NIC keeps the buffers of sent frames. */
    public boolean holdsCompletions() {
        return holding;
    }

    /** Sends a frame to the machine. */
    public void inject(byte[] frame) {
        if (!test.transmit(OutboundFrame.of(frame), 0)) {
            throw new IllegalStateException("the wire is full: length=" + frame.length);
        }
    }
}
