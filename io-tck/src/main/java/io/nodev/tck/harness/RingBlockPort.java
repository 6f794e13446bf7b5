package io.nodev.tck.harness;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.VbdConfig;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A raw block port over a ring in its domain's memory; a stack says what is in a slot. */
public abstract class RingBlockPort implements RawBlockPort {
    /** Requests of a guest that lies have as many ids, from 0 on, and as many sets of buffers. */
    protected static final int HOSTILE_IDS = 4;

    private final MachineUnderTest machine;
    private final GuestKernel kernel;
    private final Map<Integer, Integer> buffers = new HashMap<>();
    private final AtomicInteger notifications = new AtomicInteger();
    private RawRing ring;

    /** The port of a domain whose system is {@code kernel}; not connected yet. */
    protected RingBlockPort(MachineUnderTest machine, GuestKernel kernel) {
        this.machine = machine;
        this.kernel = kernel;
    }

    /** Sets the ring, which starts at index 0. */
    protected final void connect(RawRing blockRing) {
        ring = blockRing;
    }

    /** Whether it had a ring before. */
    protected final boolean isRingSet() {
        return ring != null;
    }

    /** The ring, empty, is another backend's: it starts at index 0 again. */
    protected final void startOver() {
        ring.reset();
    }

    /** The domain's system. */
    protected final GuestKernel kernel() {
        return kernel;
    }

    /** To be called when this ring is notified. */
    protected final void notified() {
        notifications.incrementAndGet();
    }

    /** Where a request's fields lie. */
    protected abstract BlockSlot slot();

    /** A segment as it is in a slot: so many sectors, any number, from the start of a buffer on. */
    protected abstract int segment(int buffer, int sectors);

    private void write(int at, BlockRequest request, List<Integer> addresses) {
        slot().write(kernel.memory(), at, request);
        for (int i = 0; i < addresses.size(); i++) {
            int segment = segment(addresses.get(i), request.segments().get(i));
            kernel.memory().putInt(at + slot().segment(i), segment);
        }
    }

    /** Reads a response. */
    protected abstract BlockResponse read(int slot);

    /** Tells the other side to look. */
    protected abstract void tell();

    /** The most sectors that a segment holds in this ring. */
    protected abstract int longestSegment();

    /**
     * What a guest that lies normally does with this ring, which nothing else drives from now on.
     *
     * @param vbds what it may ask for
     */
    public final List<HostileStep> hostileSteps(List<VbdConfig> vbds) {
        HostileSectors asked = new HostileSectors(this, vbds);
        return List.of(new HostileBlocks(this, ring, asked), new HostileBlocks.Data(this, ring, asked));
    }

    @Override
    public final int domain() {
        return kernel.gate().domain();
    }

    @Override
    public final void fill(BlockRequest request) {
        if (request.segments().stream().anyMatch(sectors -> sectors > longestSegment())) {
            throw new UnsupportedCapabilityException(StackCapability.LONG_SEGMENTS);
        }
        inTurn(() -> {
            List<Integer> addresses = buffersOf(request);
            int from = 0;
            for (int i = 0; i < addresses.size(); i++) {
                int length = Math.min(request.segments().get(i) * BlockRequest.SECTOR, request.data().length - from);
                kernel.memory().write(addresses.get(i), request.data(), from, length);
                from += length;
            }
            write(ring.nextRequest(), request, addresses);
        });
    }

    /** Puts a request whose buffers are as they are. */
    final void put(BlockRequest request) {
        write(ring.nextRequest(), request, buffersOf(request));
    }

    /** Where the buffer of a segment is that is a page at most. */
    protected final int bufferOf(int id, int segment) {
        return buffer(id, segment, 1);
    }

    private int buffer(int id, int segment, int pages) {
        int key = (id * BlockRequest.MAX_SEGMENTS + segment) * SLOTS + pages;
        return buffers.computeIfAbsent(key, each -> kernel.pages().takeRange(pages));
    }

    private List<Integer> buffersOf(BlockRequest request) {
        List<Integer> addresses = new ArrayList<>();
        int count = Math.min(request.segments().size(), BlockRequest.MAX_SEGMENTS);
        for (int segment = 0; segment < count; segment++) {
            addresses.add(buffer(request.id(), segment, pages(request.segments().get(segment))));
        }
        return addresses;
    }

    private static int pages(int sectors) {
        int bytes = sectors * BlockRequest.SECTOR;
        return Math.max(1, (bytes + MachineMemory.PAGE_SIZE - 1) / MachineMemory.PAGE_SIZE);
    }

    @Override
    public final void push() {
        inTurn(() -> {
            ring.publish();
            tell();
        });
    }

    private void inTurn(Runnable action) {
        machine.onDomain(domain(), () -> {
            action.run();
            return null;
        });
    }

    @Override
    public final List<BlockResponse> take() {
        return machine.onDomain(domain(), () -> {
            List<BlockResponse> taken = new ArrayList<>();
            while (ring.responses() > 0) {
                taken.add(read(ring.nextResponse()));
            }
            return taken;
        });
    }

    @Override
    public final byte[] data(BlockRequest request) {
        return machine.onDomain(domain(), () -> {
            byte[] data = new byte[request.sectors() * BlockRequest.SECTOR];
            List<Integer> addresses = buffersOf(request);
            int to = 0;
            for (int i = 0; i < addresses.size(); i++) {
                int length = request.segments().get(i) * BlockRequest.SECTOR;
                kernel.memory().read(addresses.get(i), data, to, length);
                to += length;
            }
            return data;
        });
    }

    @Override
    public final int notifications() {
        return notifications.get();
    }
}
