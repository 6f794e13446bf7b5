package io.nodev.legacy.guest;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.legacy.vif.NetIoOpLayout;
import io.nodev.legacy.vif.VifRingLayout;

/** The driver of one vif in its guest. */
public final class LegacyFrontend implements VirtualNetworkDevice {
    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int index;
    private final VifCalls calls;
    private final NetworkDeviceStats stats = new NetworkDeviceStats();
    private final byte[] address = new byte[MacAddress.LENGTH];
    private final int ringPage;
    private final int indexBlock;
    private final int[] transmitPages = new int[VifRingLayout.SLOTS];
    private final int[] receivePages = new int[VifRingLayout.SLOTS];
    private State state = State.CLOSED;
    private TransmitSide transmitSide;
    private ReceiveSide receiveSide;

    /** Whether the device is in use. */
    public enum State {
        /** Packets go both ways. */
        ACTIVE,
        /** Nothing is sent or handed over; the rings stay as they are. */
        SUSPENDED,
        /** Flushed; the ring is unmapped once everything has come back. */
        CLOSED
    }

    /** A driver that was not opened yet, for a vif that may exist. */
    public LegacyFrontend(GuestKernel kernel, int index) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.index = index;
        this.calls = new VifCalls(kernel, index);
        this.ringPage = kernel.mappings().take();
        this.indexBlock = kernel.sharedInfo() + VifRingLayout.indexBlock(index);
    }

    /** Whether the domain has such a vif. */
    public boolean exists() {
        boolean there = calls.call(NetIoOpLayout.GET_VIF_INFO) == 0;
        if (there) {
            calls.copyAddress(address);
        }
        return there;
    }

    /**
     * Starts the device: resets the rings, maps and zeroes them, posts a buffer for every slot.
     *
     * @return {@code false} if the last use is not over yet
     * @throws IllegalStateException if it is in use, or if the domain has too few pages for the buffers
     */
    public boolean open() {
        if (state != State.CLOSED) {
            throw new IllegalStateException("the device is in use: state=" + state);
        }
        if (!isQuiet() || calls.call(NetIoOpLayout.RESET_RINGS) != 0 || !exists()) {
            return false;
        }
        map(PageTableEntry.writable(calls.ringFrame()));
        memory.zero(ringPage, MachineMemory.PAGE_SIZE);
        memory.zero(indexBlock, VifRingLayout.RX_EVENT + Integer.BYTES);
        for (int id = 0; id < receivePages.length; id++) {
            receivePages[id] = receivePages[id] == 0 ? kernel.pages().take() : receivePages[id];
        }
        transmitSide =
                new TransmitSide(use(VifRingLayout.TRANSMIT, ringPage + VifRingLayout.TRANSMIT_SLOTS, transmitPages));
        receiveSide = new ReceiveSide(use(VifRingLayout.RECEIVE, ringPage + VifRingLayout.RECEIVE_SLOTS, receivePages));
        state = State.ACTIVE;
        return true;
    }

    private RingUse use(RingLayout layout, int slots, int[] pages) {
        return new RingUse(kernel, calls, stats, new SharedRing(memory, layout, indexBlock, slots), pages);
    }

    private void map(int entry) {
        int result = kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, ringPage, entry, 0);
        if (result != 0) {
            throw new IllegalStateException("the ring cannot be mapped: result=" + result);
        }
    }

    /** Stops sending and handing over until {@link #resume}. */
    public void suspend() {
        if (state == State.ACTIVE) {
            state = State.SUSPENDED;
        }
    }

    /** Goes on after {@link #suspend}. */
    public void resume() {
        if (state == State.SUSPENDED) {
            state = State.ACTIVE;
        }
    }

    /** Takes everything back; what is on its way already ends as it does. The driver's task ends the rest. */
    public void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            calls.call(NetIoOpLayout.FLUSH_BUFFERS);
        }
    }

    /** How it is used. */
    public State state() {
        return state;
    }

    /** Whether nothing is outstanding and the ring is not mapped. */
    public boolean isQuiet() {
        return transmitSide == null;
    }

    /** Takes answers to what was sent; in a closed device waits for the last ones, then unmaps the ring. */
    void poll() {
        if (transmitSide == null) {
            return;
        }
        transmitSide.collect();
        if (state == State.CLOSED) {
            receiveSide.discard();
            if (transmitSide.isQuiet() && receiveSide.isQuiet()) {
                transmitSide = null;
                receiveSide = null;
                map(0);
            }
        }
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void copyAddress(byte[] into, int at) {
        System.arraycopy(address, 0, into, at, address.length);
    }

    @Override
    public boolean isConnected() {
        return state == State.ACTIVE;
    }

    @Override
    public boolean transmit(byte[] bytes, int offset, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a packet has 1 to 4095 bytes: length=" + length);
        }
        if (state != State.ACTIVE) {
            stats.countNotConnected();
            return true;
        }
        return transmitSide.transmit(bytes, offset, length);
    }

    @Override
    public int receive(PacketHandler handler, int budget) {
        return state == State.ACTIVE ? receiveSide.receive(handler, budget) : 0;
    }

    @Override
    public NetworkDeviceStats stats() {
        return stats;
    }
}
