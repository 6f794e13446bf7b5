package io.nodev.legacy.vif;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.List;

/** A guest without a driver: offsets are written out as numbers, so that the layout is tested and not used. */
final class RawGuest {
    final GuestKernel kernel;
    final AddressSpace memory;
    final int ring;
    final int index;
    int events;
    private final int vif;
    private final int argument;
    private int txRequests;
    private int txResponses;
    private int rxRequests;
    private int rxResponses;

    record TxResponse(int id, int status) {}

    record RxResponse(int id, int size, int status, int offset) {}

    RawGuest(HypercallGate gate, int vif) {
        this(new GuestKernel(gate), vif);
    }

    /** For another vif of a domain that has a kernel already. */
    RawGuest(GuestKernel kernel, int vif) {
        HypercallGate gate = kernel.gate();
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.vif = vif;
        this.argument = kernel.scratch(20);
        this.ring = kernel.mappings().take();
        this.index = kernel.sharedInfo() + 512 + 24 * vif;
        op(3);
        gate.call(HypercallNumber.UPDATE_VA_MAPPING, ring, PageTableEntry.writable(memory.getInt(argument + 8)), 0);
        kernel.bindVirq(Virq.NET, () -> events++);
    }

    /** {@code net_io_op}. */
    int op(int command) {
        memory.putInt(argument, command);
        memory.putInt(argument + 4, vif);
        return kernel.gate().call(HypercallNumber.NET_IO_OP, argument);
    }

    int push() {
        return op(0);
    }

    /** Events since the last time this was asked. */
    int takeEvents() {
        kernel.run(1);
        int count = events;
        events = 0;
        return count;
    }

    int page() {
        return kernel.pages().take();
    }

    int machineAddress(int virtualAddress) {
        return memory.translate(virtualAddress);
    }

    /** Writes a frame into a page of its own; returns its virtual address. */
    int place(byte[] frame) {
        return place(frame, 0);
    }

    int place(byte[] frame, int offset) {
        int at = page() + offset;
        memory.write(at, frame, 0, frame.length);
        return at;
    }

    /** Puts a transmit request without telling anybody. */
    void putTx(int id, int size, int machineAddress) {
        int slot = ring + (txRequests++ & 255) * 8;
        memory.putShort(slot, (short) id);
        memory.putShort(slot + 2, (short) size);
        memory.putInt(slot + 4, machineAddress);
        memory.putIntRelease(index, txRequests);
    }

    /** Puts a frame in place and a request for it, without telling anybody. */
    int putFrame(int id, byte[] frame) {
        int at = place(frame);
        putTx(id, frame.length, machineAddress(at));
        return at;
    }

    /** Sends a frame and tells. */
    void send(int id, byte[] frame) {
        putFrame(id, frame);
        push();
    }

    int txProduced() {
        return memory.getIntAcquire(index + 4);
    }

    void setTxEvent(int value) {
        memory.putInt(index + 8, value);
    }

    void setTxRequests(int value) {
        txRequests = value;
        memory.putIntRelease(index, value);
    }

    List<TxResponse> takeTx() {
        List<TxResponse> responses = new ArrayList<>();
        while (txResponses != txProduced()) {
            int slot = ring + (txResponses++ & 255) * 8;
            responses.add(new TxResponse(memory.getShort(slot) & 0xFFFF, memory.getByte(slot + 2) & 0xFF));
        }
        return responses;
    }

    List<Integer> takeTxStatuses() {
        return takeTx().stream().map(TxResponse::status).toList();
    }

    /** Puts a receive request without telling anybody. */
    void putRx(int id, int entryAddress) {
        int slot = ring + 2048 + (rxRequests++ & 255) * 8;
        memory.putShort(slot, (short) id);
        memory.putInt(slot + 4, entryAddress);
        memory.putIntRelease(index + 12, rxRequests);
    }

    /** Offers a fresh page without telling anybody; returns its virtual address. */
    int putBuffer(int id) {
        int page = page();
        putRx(id, memory.entryAddress(page));
        return page;
    }

    /** Offers fresh pages and tells; returns their virtual addresses. */
    int[] post(int count) {
        int[] pages = new int[count];
        for (int i = 0; i < count; i++) {
            pages[i] = putBuffer(i);
        }
        push();
        return pages;
    }

    int rxProduced() {
        return memory.getIntAcquire(index + 16);
    }

    void setRxEvent(int value) {
        memory.putInt(index + 20, value);
    }

    List<RxResponse> takeRx() {
        List<RxResponse> responses = new ArrayList<>();
        while (rxResponses != rxProduced()) {
            int slot = ring + 2048 + (rxResponses++ & 255) * 8;
            responses.add(new RxResponse(
                    memory.getShort(slot) & 0xFFFF,
                    memory.getShort(slot + 2) & 0xFFFF,
                    memory.getByte(slot + 4) & 0xFF,
                    memory.getByte(slot + 5) & 0xFF));
        }
        return responses;
    }

    byte[] bytes(int virtualAddress, int length) {
        byte[] bytes = new byte[length];
        memory.read(virtualAddress, bytes, 0, length);
        return bytes;
    }

    /** Forgets its own counts, after RESET_RINGS, and zeroes the shared ones. */
    void forget() {
        txRequests = 0;
        txResponses = 0;
        rxRequests = 0;
        rxResponses = 0;
        memory.zero(index, 24);
    }
}
