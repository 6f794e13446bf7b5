package io.nodev.devdomain.netback;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.hypervisor.memory.AddressSpace;

/**
 * The bridge's own port as the device domain's own guest sees it: a virtual interface without a ring, and so without a
 * status.
 */
public final class LocalPort implements VirtualNetworkDevice, PortDevice {
    /** Packets that wait for the guest. */
    static final int CAPACITY = 256;

    private static final int MIN_LENGTH = 14;
    private static final int LONGEST = 1514;

    private final AddressSpace memory;
    private final DomainFrames frames;
    private final MacAddress address;
    private final NetworkDeviceStats stats = new NetworkDeviceStats();
    private final NetbackStats drops = new NetbackStats();
    private final byte[][] queue = new byte[CAPACITY][LONGEST];
    private final int[] lengths = new int[CAPACITY];
    private int first;
    private int count;
    private boolean arrived;
    private Bridge bridge;

    LocalPort(DomainFrames frames, MacAddress address) {
        this.memory = frames.kernel().memory();
        this.frames = frames;
        this.address = address;
    }

    void attach(Bridge newBridge) {
        bridge = newBridge;
        bridge.ownPort().open();
    }

    /** What was dropped here. */
    public NetbackStats drops() {
        return drops;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public void copyAddress(byte[] into, int at) {
        address.put(into, at);
    }

    @Override
    public boolean isConnected() {
        return bridge.ownPort().isOpen();
    }

    /** {@inheritDoc} A length that no wire carries is counted and dropped, as the device domain's own stack would. */
    @Override
    public boolean transmit(byte[] bytes, int offset, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a packet has 1 to 4095 bytes: length=" + length);
        }
        if (length < MIN_LENGTH || length > LONGEST) {
            stats.countTransmitted(length);
            drops.count(DropReason.BAD_LENGTH);
            return true;
        }
        DomainFrame frame = frames.take();
        if (frame == null) {
            return false;
        }
        stats.countTransmitted(length);
        frame.fill(bytes, offset, length);
        bridge.ownPort().receive(frame);
        frame.release();
        return true;
    }

    @Override
    public void send(BridgedFrame frame, boolean last) {
        if (count == CAPACITY) {
            drops.count(DropReason.QUEUE_FULL);
            return;
        }
        arrived = true;
        int place = (first + count++) % CAPACITY;
        int checked = frame.headerLength();
        System.arraycopy(frame.header(), 0, queue[place], 0, checked);
        memory.read(frame.virtualAddress() + checked, queue[place], checked, frame.length() - checked);
        lengths[place] = frame.length();
    }

    /** Whether packets came since the last call: the guest had its turn before them and needs another. */
    boolean takeArrived() {
        boolean came = arrived;
        arrived = false;
        return came;
    }

    @Override
    public int receive(PacketHandler handler, int budget) {
        int received = 0;
        while (received < budget && count > 0) {
            stats.countReceived(lengths[first]);
            handler.packet(queue[first], 0, lengths[first]);
            first = (first + 1) % CAPACITY;
            count--;
            received++;
        }
        return received;
    }

    @Override
    public NetworkDeviceStats stats() {
        return stats;
    }
}
