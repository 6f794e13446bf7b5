package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.SharedField;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.harness.VifCounters;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** An interface of a device-domain machine's guest without a driver. */
final class DevdomainRawVif extends RingVif {
    private static final int HALF = 0xFFFF;
    private static final int NONE = -1;
    private static final int TX_SLOTS = 16;
    private static final int RX_SLOTS = 12;

    private final AddressSpace memory;
    private final GrantReferences grants;
    private final int transmitPage;
    private final int receivePage;
    private final int transmitReference;
    private final int receiveReference;
    private final int[] transmitGrants = new int[SLOTS];
    private final int[] receiveGrants = new int[SLOTS];
    private final int[] receiveFrames = new int[SLOTS];
    private Supplier<VifCounters> counters;
    private Runnable silence = () -> {};
    private volatile MacAddress address;
    private int backend;
    private int port;

    DevdomainRawVif(MachineUnderTest machine, RunningDomain domain, int index) {
        super(machine, domain.kernel(), index);
        GuestKernel kernel = domain.kernel();
        this.memory = kernel.memory();
        this.grants = domain.outside().grants();
        this.transmitPage = kernel.pages().take();
        this.receivePage = kernel.pages().take();
        this.transmitReference = grants.take();
        this.receiveReference = grants.take();
        Arrays.fill(transmitGrants, NONE);
        Arrays.fill(receiveGrants, NONE);
    }

    void countedBy(Supplier<VifCounters> source) {
        counters = source;
    }

    void silencedBy(Runnable closingOfTheChannel) {
        silence = closingOfTheChannel;
    }

    /** Ends the guest's own part in the control channel, so that something else can speak on it. */
    void silence() {
        silence.run();
    }

    int transmitReference() {
        return transmitReference;
    }

    int receiveReference() {
        return receiveReference;
    }

    /** Empties the ring pages and lets the backend map them. */
    void offerRings(int newBackend) {
        backend = newBackend;
        byte[] empty = new byte[MachineMemory.PAGE_SIZE];
        memory.write(transmitPage, empty, 0, empty.length);
        memory.write(receivePage, empty, 0, empty.length);
        grants.permit(transmitReference, backend, frameOf(transmitPage), false);
        grants.permit(receiveReference, backend, frameOf(receivePage), false);
    }

    private int frameOf(int page) {
        return PageTableEntry.frame(memory.entry(page));
    }

    /** The backend has mapped the rings. */
    void connected(byte[] newAddress, int newPort) {
        boolean again = isConnected();
        address = MacAddress.of(newAddress, 0);
        port = newPort;
        kernel().onPort(port, this::notified);
        if (again) {
            reconnect();
            return;
        }
        connect(
                new RawRing(memory, NetTxLayout.RING, transmitPage, transmitPage + TX_SLOTS),
                new RawRing(memory, NetRxLayout.RING, receivePage, receivePage + RX_SLOTS));
    }

    boolean isConnected() {
        return address != null;
    }

    @Override
    protected void writeTransmit(int slot, TxRequest request, int page) {
        int id = request.id();
        if (transmitGrants[id] == NONE) {
            transmitGrants[id] = grants.take();
            grants.permit(transmitGrants[id], backend, frameOf(page), true);
        }
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, request.offset());
        memory.putInt(slot + NetTxLayout.REQUEST_REFERENCE, transmitGrants[id]);
        memory.putShort(slot + NetTxLayout.REQUEST_ID, (short) id);
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) request.size());
    }

    @Override
    protected TxResponse readTransmit(int slot) {
        int id = memory.getShort(slot + NetTxLayout.RESPONSE_ID) & HALF;
        return new TxResponse(id, memory.getByte(slot + NetTxLayout.RESPONSE_STATUS));
    }

    /** Unmaps the page before it is offered, as the page that comes in return will be another. */
    @Override
    protected void writeReceive(int slot, int id, int page) {
        if (receiveGrants[id] == NONE) {
            receiveGrants[id] = grants.take();
            receiveFrames[id] = frameOf(page);
        }
        map(page, 0);
        grants.offer(receiveGrants[id], backend, receiveFrames[id]);
        memory.putShort(slot + NetRxLayout.REQUEST_ID, (short) id);
        memory.putInt(slot + NetRxLayout.REQUEST_REFERENCE, receiveGrants[id]);
    }

    private void map(int page, int entry) {
        int result = kernel().gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, entry, 0);
        if (result != 0) {
            throw new IllegalStateException("a buffer cannot be mapped: result=" + result);
        }
    }

    @Override
    protected RxResponse readReceive(int slot) {
        int id = memory.getShort(slot + NetRxLayout.RESPONSE_ID) & HALF;
        int status = memory.getShort(slot + NetRxLayout.RESPONSE_STATUS);
        int offset = memory.getInt(slot + NetRxLayout.RESPONSE_OFFSET);
        if (status <= 0) {
            return RxResponse.withoutFrame(id, status);
        }
        receiveFrames[id] = grants.exchangedFrame(receiveGrants[id]);
        int page = receivePage(id);
        map(page, PageTableEntry.writable(receiveFrames[id]));
        return RxResponse.withFrame(id, memory, page, offset, status);
    }

    @Override
    protected List<SharedField> transmitFields(RawRing ring) {
        return List.of(
                ring.slotField("tx.offset", NetTxLayout.REQUEST_OFFSET, Integer.BYTES),
                ring.slotField("tx.reference", NetTxLayout.REQUEST_REFERENCE, Integer.BYTES),
                ring.slotField("tx.id", NetTxLayout.REQUEST_ID, Short.BYTES),
                ring.slotField("tx.size", NetTxLayout.REQUEST_SIZE, Short.BYTES));
    }

    @Override
    protected List<SharedField> receiveFields(RawRing ring) {
        return List.of(
                ring.slotField("rx.id", NetRxLayout.REQUEST_ID, Short.BYTES),
                ring.slotField("rx.reference", NetRxLayout.REQUEST_REFERENCE, Integer.BYTES));
    }

    /** A page that came in return is the one to be offered next. */
    @Override
    protected void renew(int id) {
        if (receiveGrants[id] != NONE) {
            int exchanged = grants.exchangedFrame(receiveGrants[id]);
            receiveFrames[id] = exchanged == GrantReferences.PENDING ? receiveFrames[id] : exchanged;
        }
    }

    int port() {
        return port;
    }

    @Override
    protected void tell() {
        kernel().send(port);
    }

    @Override
    public MacAddress address() {
        return address;
    }

    @Override
    public VifCounters counters() {
        return counters.get();
    }
}
