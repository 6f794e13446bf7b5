package io.nodev.legacy.vbd;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.List;

/** A guest without a driver: offsets are written out as numbers, so that the layout is tested and not used. */
final class RawBlockGuest {
    static final int READ = 0;
    static final int WRITE = 1;
    static final int FLUSH = 3;

    final GuestKernel kernel;
    final AddressSpace memory;
    final int ring;
    final int argument;
    int events;
    int updates;
    private int requests;
    private int responses;

    record Response(int id, int operation, int status) {}

    RawBlockGuest(HypercallGate gate) {
        this.kernel = new GuestKernel(gate);
        this.memory = kernel.memory();
        this.argument = kernel.scratch(36);
        this.ring = kernel.mappings().take();
        op(2);
        gate.call(HypercallNumber.UPDATE_VA_MAPPING, ring, PageTableEntry.writable(memory.getInt(argument + 4)), 0);
        kernel.bindVirq(Virq.BLKDEV, () -> events++);
        kernel.bindVirq(Virq.VBD_UPD, () -> updates++);
    }

    /** {@code block_io_op} with the rest of the argument as it is. */
    int op(int command) {
        memory.putInt(argument, command);
        return kernel.gate().call(HypercallNumber.BLOCK_IO_OP, argument);
    }

    /** {@code block_io_op} about a VBD of a domain. */
    int op(int command, long domain, int device) {
        putLong(argument + 4, domain);
        memory.putShort(argument + 12, (short) device);
        return op(command);
    }

    void putLong(int address, long value) {
        memory.putInt(address, (int) value);
        memory.putInt(address + 4, (int) (value >>> 32));
    }

    long getLong(int address) {
        return memory.getInt(address) & 0xFFFF_FFFFL | (long) memory.getInt(address + 4) << 32;
    }

    int signal() {
        return op(0);
    }

    /** Events since the last time this was asked. */
    int takeEvents() {
        kernel.run(1);
        int count = events;
        events = 0;
        return count;
    }

    int takeUpdates() {
        kernel.run(1);
        int count = updates;
        updates = 0;
        return count;
    }

    int page() {
        return kernel.pages().take();
    }

    /** A segment that starts where a virtual address is mapped. */
    int segment(int virtualAddress, int sectors) {
        return memory.translate(virtualAddress) | sectors;
    }

    /** Puts a request without telling anybody. */
    void put(int id, int operation, long sector, int... segments) {
        putRaw(id, BlockLab.VBD, operation, segments.length, sector, segments);
    }

    void putRaw(int id, int device, int operation, int count, long sector, int... segments) {
        int slot = ring + 8 + (requests++ & 63) * 60;
        memory.putInt(slot, id);
        memory.putShort(slot + 4, (short) device);
        memory.putByte(slot + 6, (byte) operation);
        memory.putByte(slot + 7, (byte) count);
        putLong(slot + 8, sector);
        for (int i = 0; i < Math.min(segments.length, 11); i++) {
            memory.putInt(slot + 16 + i * 4, segments[i]);
        }
        memory.putIntRelease(ring, requests);
    }

    /** Puts the 60 bytes of a slot without telling anybody. */
    void putBytes(byte[] slot) {
        memory.write(ring + 8 + (requests++ & 63) * 60, slot, 0, 60);
        memory.putIntRelease(ring, requests);
    }

    void setRequests(int value) {
        requests = value;
        memory.putIntRelease(ring, value);
    }

    /** Puts a request, tells, and says how it was answered; it must have been answered at once. */
    int status(int operation, long sector, int... segments) {
        put(77, operation, sector, segments);
        signal();
        return only(77, operation);
    }

    int only(int id, int operation) {
        List<Response> all = take();
        if (all.size() != 1 || all.get(0).id() != id || all.get(0).operation() != operation) {
            throw new AssertionError("not the one response: " + all);
        }
        return all.get(0).status();
    }

    int produced() {
        return memory.getIntAcquire(ring + 4);
    }

    List<Response> take() {
        List<Response> taken = new ArrayList<>();
        while (responses != produced()) {
            int slot = ring + 8 + (responses++ & 63) * 60;
            taken.add(new Response(memory.getInt(slot), memory.getShort(slot + 4) & 0xFFFF, memory.getInt(slot + 8)));
        }
        return taken;
    }

    /** The number that a sector in memory begins with. */
    int mark(int virtualAddress) {
        return memory.getShort(virtualAddress) & 0xFFFF;
    }

    void mark(int virtualAddress, int value) {
        memory.putShort(virtualAddress, (short) value);
    }

    /** Forgets its own counts, after RESET, and zeroes the shared ones. */
    void forget() {
        requests = 0;
        responses = 0;
        memory.zero(ring, 8);
    }
}
