package io.nodev.legacy;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.legacy.vif.NetIoOpLayout;
import io.nodev.legacy.vif.RingStatus;
import io.nodev.legacy.vif.Vif;
import io.nodev.legacy.vif.VifRingLayout;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.SharedField;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.harness.VifCounters;
import java.util.List;

/** A vif of a legacy machine without a driver. */
final class LegacyRawVif extends RingVif {
    private static final int HALF = 0xFFFF;
    private static final int BYTE = 0xFF;

    private final AddressSpace memory;
    private final Vif vif;
    private final int argument;

    private LegacyRawVif(MachineUnderTest machine, GuestKernel kernel, Vif vif) {
        super(machine, kernel, vif.index());
        this.memory = kernel.memory();
        this.vif = vif;
        this.argument = kernel.scratch(NetIoOpLayout.SIZE);
    }

    /** Opens the vifs of a domain, in its turn. */
    static List<LegacyRawVif> open(MachineUnderTest machine, GuestKernel kernel, List<Vif> vifs) {
        List<LegacyRawVif> raw =
                vifs.stream().map(vif -> new LegacyRawVif(machine, kernel, vif)).toList();
        raw.forEach(LegacyRawVif::map);
        int port = kernel.bindVirq(Virq.NET, () -> raw.forEach(LegacyRawVif::notified));
        if (port <= 0) {
            throw new IllegalStateException("no port for the interrupt: result=" + port);
        }
        return raw;
    }

    private void map() {
        if (call(NetIoOpLayout.GET_VIF_INFO) != 0) {
            throw new IllegalStateException("the vif does not tell: vif=" + vif.name());
        }
        int page = kernel().mappings().take();
        int frame = memory.getInt(argument + NetIoOpLayout.RING_FRAME);
        kernel().gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, PageTableEntry.writable(frame), 0);
        memory.zero(page, MachineMemory.PAGE_SIZE);
        int indices = kernel().sharedInfo() + VifRingLayout.indexBlock(index());
        memory.zero(indices, VifRingLayout.RX_EVENT + Integer.BYTES);
        connect(
                new RawRing(memory, VifRingLayout.TRANSMIT, indices, page + VifRingLayout.TRANSMIT_SLOTS),
                new RawRing(memory, VifRingLayout.RECEIVE, indices, page + VifRingLayout.RECEIVE_SLOTS));
    }

    private int call(int command) {
        memory.putInt(argument + NetIoOpLayout.COMMAND, command);
        memory.putInt(argument + NetIoOpLayout.VIF, index());
        return kernel().gate().call(HypercallNumber.NET_IO_OP, argument);
    }

    @Override
    protected void writeTransmit(int slot, TxRequest request, int page) {
        memory.putShort(slot + VifRingLayout.ID, (short) request.id());
        memory.putShort(slot + VifRingLayout.SIZE, (short) request.size());
        memory.putInt(slot + VifRingLayout.ADDRESS, memory.translate(page) + request.offset());
    }

    @Override
    protected TxResponse readTransmit(int slot) {
        int id = memory.getShort(slot + VifRingLayout.ID) & HALF;
        return new TxResponse(id, memory.getByte(slot + VifRingLayout.TX_STATUS) & BYTE);
    }

    @Override
    protected void writeReceive(int slot, int id, int page) {
        memory.putShort(slot + VifRingLayout.ID, (short) id);
        memory.putInt(slot + VifRingLayout.ADDRESS, memory.entryAddress(page));
    }

    @Override
    protected RxResponse readReceive(int slot) {
        int id = memory.getShort(slot + VifRingLayout.ID) & HALF;
        int status = memory.getByte(slot + VifRingLayout.RX_STATUS) & BYTE;
        int size = memory.getShort(slot + VifRingLayout.SIZE) & HALF;
        int offset = memory.getByte(slot + VifRingLayout.RX_OFFSET) & BYTE;
        return status == RingStatus.OK
                ? RxResponse.withFrame(id, memory, receivePage(id), offset, size)
                : RxResponse.withoutFrame(id, status);
    }

    @Override
    protected List<SharedField> transmitFields(RawRing ring) {
        return List.of(
                ring.slotField("tx.id", VifRingLayout.ID, Short.BYTES),
                ring.slotField("tx.size", VifRingLayout.SIZE, Short.BYTES),
                ring.slotField("tx.address", VifRingLayout.ADDRESS, Integer.BYTES));
    }

    @Override
    protected List<SharedField> receiveFields(RawRing ring) {
        return List.of(
                ring.slotField("rx.id", VifRingLayout.ID, Short.BYTES),
                ring.slotField("rx.size", VifRingLayout.SIZE, Short.BYTES),
                ring.slotField("rx.address", VifRingLayout.ADDRESS, Integer.BYTES));
    }

    @Override
    protected void takeBack() {
        call(NetIoOpLayout.FLUSH_BUFFERS);
    }

    @Override
    protected void tell() {
        call(NetIoOpLayout.PUSH_BUFFERS);
    }

    @Override
    public void flush() {
        inTurn(() -> {
            publish();
            call(NetIoOpLayout.FLUSH_BUFFERS);
        });
    }

    @Override
    public int reset() {
        return machine().onDomain(domain(), () -> {
            int result = call(NetIoOpLayout.RESET_RINGS);
            if (result == 0) {
                resetRings();
            }
            return result;
        });
    }

    @Override
    public void postReadOnlyRx() {
        inTurn(() -> {
            int id = takeFreeBuffer();
            int page = receivePage(id);
            int frame = PageTableEntry.frame(memory.entry(page));
            kernel().gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, PageTableEntry.readOnly(frame), 0);
            writeReceive(nextReceive(), id, page);
        });
    }

    @Override
    public MacAddress address() {
        return vif.address();
    }

    @Override
    public VifCounters counters() {
        return new VifCounters(vif.counters().packetsSent(), vif.counters().packetsReceived(), 0);
    }
}
