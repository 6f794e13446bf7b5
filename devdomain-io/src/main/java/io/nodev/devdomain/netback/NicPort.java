package io.nodev.devdomain.netback;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.Arrays;

/**
 * A NIC as a port of the bridge. A frame to the wire is sent by reference, with its checked header, and held until the
 * card is done with it; while the card's queue is full, frames wait here, and beyond that they are dropped.
 */
public final class NicPort implements PortDevice, NicEvents, VirtualCpu {
    /** Frames that are with the card or wait for it: room for all that a backend of 16 interfaces has in progress. */
    static final int CAPACITY = FramePool.SHARED + 16 * FramePool.OWN;

    private NetworkCard card;
    private final Runnable wake;
    private final AddressSpace memory;
    private final DomainFrames frames;
    private final NetbackStats stats = new NetbackStats();
    private final BridgedFrame[] held = new BridgedFrame[CAPACITY];
    private final byte[][] rewritten = new byte[CAPACITY][HeaderBytes.LENGTH];
    private final byte[][] headers = new byte[CAPACITY][];
    private final int[] waiting = new int[CAPACITY];
    private final int[] free = new int[CAPACITY];
    private final Gather gather = new Gather();
    private int freeCount;
    private int firstWaiting;
    private int waitingCount;
    private BridgePort bridgePort;

    /**
     * @param wake makes the domain run
     */
    NicPort(GuestKernel kernel, NetworkCard card, DomainFrames frames, Runnable wake) {
        this.card = card;
        this.wake = wake;
        this.memory = kernel.memory();
        this.frames = frames;
        for (int cookie = CAPACITY - 1; cookie >= 0; cookie--) {
            free[freeCount++] = cookie;
        }
    }

    void attach(BridgePort newPort) {
        bridgePort = newPort;
        newPort.open();
    }

    /** The card. */
    public NetworkCard card() {
        return card;
    }

    /** Its end of the bridge. */
    public BridgePort bridgePort() {
        return bridgePort;
    }

    /** What was dropped here. */
    public NetbackStats stats() {
        return stats;
    }

    @Override
    public void send(BridgedFrame frame, boolean last) {
        if (freeCount == 0) {
            stats.count(DropReason.QUEUE_FULL);
            return;
        }
        int cookie = free[--freeCount];
        frame.hold();
        held[cookie] = frame.source();
        if (waitingCount > 0 || !card.transmit(gather.of(frame, frame.header()), cookie)) {
            headers[cookie] = lasting(frame, cookie);
            waiting[(firstWaiting + waitingCount++) % CAPACITY] = cookie;
        }
    }

    /** The frame's header, to be found when it is sent at last. */
    private byte[] lasting(BridgedFrame frame, int cookie) {
        if (!frame.isRewritten()) {
            return frame.header();
        }
        System.arraycopy(frame.header(), 0, rewritten[cookie], 0, frame.headerLength());
        return rewritten[cookie];
    }

    @Override
    public void transmitted(int cookie) {
        BridgedFrame frame = held[cookie];
        if (frame == null) {
            return;
        }
        held[cookie] = null;
        free[freeCount++] = cookie;
        frame.release();
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        DomainFrame frame = frames.take();
        if (frame == null) {
            stats.count(DropReason.NO_MEMORY);
            return;
        }
        frame.fill(bytes, offset, length);
        bridgePort.receive(frame);
        frame.release();
    }

    @Override
    public boolean run(int budget) {
        boolean more = card.poll(this, budget) == budget;
        while (waitingCount > 0 && transmit(waiting[firstWaiting])) {
            firstWaiting = (firstWaiting + 1) % CAPACITY;
            waitingCount--;
        }
        return more;
    }

    private boolean transmit(int cookie) {
        return card.transmit(gather.of(held[cookie], headers[cookie]), cookie);
    }

    /** Lets go of frames that wait and are there no more; the others keep their order. */
    void letGo() {
        int left = waitingCount;
        waitingCount = 0;
        for (int i = 0; i < left; i++) {
            int cookie = waiting[(firstWaiting + i) % CAPACITY];
            if (held[cookie].isGone()) {
                transmitted(cookie);
            } else {
                waiting[(firstWaiting + waitingCount++) % CAPACITY] = cookie;
            }
        }
    }

    /** Starts over with a card that starts over: whatever frames were with it or waited are let go of unseen. */
    void restart() {
        Arrays.fill(held, null);
        freeCount = 0;
        for (int cookie = CAPACITY - 1; cookie >= 0; cookie--) {
            free[freeCount++] = cookie;
        }
        waitingCount = 0;
        card = card.reset();
        card.setInterrupt(wake);
    }

    /** The frame as the card collects it: the header that was checked, then the rest where it lies. */
    private final class Gather implements OutboundFrame {
        private BridgedFrame frame;
        private byte[] header;

        Gather of(BridgedFrame next, byte[] nextHeader) {
            frame = next;
            header = nextHeader;
            return this;
        }

        @Override
        public int length() {
            return frame.length();
        }

        @Override
        public void copyTo(byte[] into, int at) {
            int checked = frame.headerLength();
            System.arraycopy(header, 0, into, at, checked);
            memory.read(frame.virtualAddress() + checked, into, at + checked, frame.length() - checked);
        }
    }
}
