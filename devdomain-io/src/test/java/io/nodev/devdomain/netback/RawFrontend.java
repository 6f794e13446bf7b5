package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.SharedRing;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;

/** A frontend that writes into its rings whatever a test likes. */
final class RawFrontend {
    static final int PAGES = 8;
    static final int BUFFERS = 256;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final GrantReferences grants;
    private final MacAddress address;
    private final int txPage;
    private final int rxPage;
    private final int txReference;
    private final int rxReference;
    private final int[] pages = new int[PAGES];
    private final int[] references = new int[PAGES];
    private final int[] buffers = new int[BUFFERS];
    private final int[] bufferReferences = new int[BUFFERS];
    private int port;
    private int reqProd;
    private int rspCons;
    private int rxProd;
    private int rxCons;

    RawFrontend(GuestKernel kernel, MacAddress address) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.address = address;
        this.grants = new GrantReferences(kernel, 2);
        txPage = kernel.pages().take();
        rxPage = kernel.pages().take();
        txReference = granted(txPage, false);
        rxReference = granted(rxPage, false);
        for (int i = 0; i < PAGES; i++) {
            pages[i] = kernel.pages().take();
            references[i] = granted(pages[i], true);
        }
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = kernel.pages().take();
            bufferReferences[i] = grants.take();
        }
    }

    private int granted(int page, boolean readOnly) {
        int reference = grants.take();
        grants.permit(reference, 0, frameOf(page), readOnly);
        return reference;
    }

    int frameOf(int page) {
        return PageTableEntry.frame(memory.entry(page));
    }

    GuestKernel kernel() {
        return kernel;
    }

    GrantReferences grants() {
        return grants;
    }

    MacAddress address() {
        return address;
    }

    int txReference() {
        return txReference;
    }

    int rxReference() {
        return rxReference;
    }

    int page(int i) {
        return pages[i];
    }

    int reference(int i) {
        return references[i];
    }

    int bufferReference(int i) {
        return bufferReferences[i];
    }

    void start(int newPort) {
        port = newPort;
        memory.zero(txPage, MachineMemory.PAGE_SIZE);
        memory.zero(rxPage, MachineMemory.PAGE_SIZE);
        reqProd = 0;
        rspCons = 0;
        rxProd = 0;
        rxCons = 0;
    }

    SharedRing tx() {
        return NetTxLayout.ring(memory, txPage);
    }

    SharedRing rx() {
        return NetRxLayout.ring(memory, rxPage);
    }

    int txIndex(int offset) {
        return memory.getInt(txPage + offset);
    }

    void setTxIndex(int offset, int value) {
        memory.putInt(txPage + offset, value);
    }

    int rxIndex(int offset) {
        return memory.getInt(rxPage + offset);
    }

    void setRxIndex(int offset, int value) {
        memory.putInt(rxPage + offset, value);
    }

    /** Puts a frame into page {@code i} from {@code offset} on. */
    void fill(int i, int offset, byte[] frame) {
        memory.write(pages[i] + offset, frame, 0, frame.length);
    }

    /** One raw transmit request, published at once. */
    void request(int offset, int reference, int id, int size) {
        int slot = tx().slot(reqProd++);
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, offset);
        memory.putInt(slot + NetTxLayout.REQUEST_REFERENCE, reference);
        memory.putShort(slot + NetTxLayout.REQUEST_ID, (short) id);
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) size);
        setTxIndex(NetTxLayout.RING.reqProd(), reqProd);
    }

    /** A request for a frame that page 0 already holds. */
    void send(int id, int size) {
        request(0, references[0], id, size);
    }

    int responses() {
        return txIndex(NetTxLayout.RING.rspProd());
    }

    /** Status of the oldest response not yet looked at. */
    int nextStatus() {
        return memory.getByte(tx().slot(rspCons++) + NetTxLayout.RESPONSE_STATUS);
    }

    int nextId() {
        return memory.getShort(tx().slot(rspCons) + NetTxLayout.RESPONSE_ID);
    }

    /** Offers buffer {@code i} for exchange, properly. */
    void post(int i) {
        int frame = frameOf(buffers[i]);
        unmap(buffers[i]);
        grants.offer(bufferReferences[i], 0, frame);
        postRaw(i, bufferReferences[i]);
    }

    void unmap(int page) {
        kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, 0, 0);
    }

    int buffer(int i) {
        return buffers[i];
    }

    void postRaw(int id, int reference) {
        int slot = rx().slot(rxProd++);
        memory.putShort(slot + NetRxLayout.REQUEST_ID, (short) id);
        memory.putInt(slot + NetRxLayout.REQUEST_REFERENCE, reference);
        setRxIndex(NetRxLayout.RING.reqProd(), rxProd);
    }

    void postAll() {
        for (int i = 0; i < BUFFERS; i++) {
            post(i);
        }
    }

    int received() {
        return rxIndex(NetRxLayout.RING.rspProd()) - rxCons;
    }

    int nextRxStatus() {
        return memory.getShort(rx().slot(rxCons) + NetRxLayout.RESPONSE_STATUS);
    }

    /** Takes the oldest received frame, maps what came and posts it again; null for an error. */
    byte[] take() {
        int slot = rx().slot(rxCons++);
        int id = memory.getShort(slot + NetRxLayout.RESPONSE_ID);
        int status = memory.getShort(slot + NetRxLayout.RESPONSE_STATUS);
        int offset = memory.getInt(slot + NetRxLayout.RESPONSE_OFFSET);
        if (status <= 0) {
            return null;
        }
        int frame = grants.exchangedFrame(bufferReferences[id]);
        kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, buffers[id], PageTableEntry.writable(frame), 0);
        byte[] bytes = new byte[status];
        memory.read(buffers[id] + offset, bytes, 0, status);
        byte[] all = new byte[MachineMemory.PAGE_SIZE];
        memory.read(buffers[id], all, 0, all.length);
        for (int i = 0; i < all.length; i++) {
            if ((i < offset || i >= offset + status) && all[i] != 0) {
                throw new AssertionError("the page carries more than its frame, at " + i);
            }
        }
        post(id);
        return bytes;
    }

    void kick() {
        kernel.send(port);
    }

    /** A frame from here, filled with a pattern. */
    byte[] frame(MacAddress to, int length) {
        byte[] bytes = new byte[length];
        for (int i = 14; i < length; i++) {
            bytes[i] = (byte) (i * 31 + length);
        }
        to.put(bytes, 0);
        address.put(bytes, 6);
        bytes[12] = 0x08;
        return bytes;
    }
}
