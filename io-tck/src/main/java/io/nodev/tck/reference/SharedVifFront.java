package io.nodev.tck.reference;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.RingLayout;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.SharedField;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import io.nodev.tck.harness.VifCounters;
import java.util.List;

/** The guest's end of a {@link SharedVif}, which is served when it is told to look, as by a hypercall. */
final class SharedVifFront extends RingVif {
    private final GuestKernel kernel;
    private final RingLayout layout;
    private final Runnable look;

    SharedVifFront(MachineUnderTest machine, GuestKernel kernel, RingLayout layout, Runnable look) {
        super(machine, kernel, 0);
        this.kernel = kernel;
        this.layout = layout;
        this.look = look;
    }

    void connect(int transmitIndices, int receiveIndices, int transmitSlots, int receiveSlots) {
        connect(
                new RawRing(kernel.memory(), layout, transmitIndices, transmitSlots),
                new RawRing(kernel.memory(), layout, receiveIndices, receiveSlots));
    }

    @Override
    protected void writeTransmit(int slot, TxRequest request, int page) {
        kernel.memory().putShort(slot + SharedVif.ID, (short) request.id());
        kernel.memory().putShort(slot + SharedVif.SIZE, (short) request.size());
        kernel.memory().putInt(slot + SharedVif.ADDRESS, kernel.memory().translate(page) + request.offset());
    }

    @Override
    protected TxResponse readTransmit(int slot) {
        int id = kernel.memory().getShort(slot + SharedVif.ID);
        return new TxResponse(id, kernel.memory().getShort(slot + SharedVif.SIZE));
    }

    @Override
    protected void writeReceive(int slot, int id, int page) {
        kernel.memory().putShort(slot + SharedVif.ID, (short) id);
        kernel.memory().putInt(slot + SharedVif.ADDRESS, kernel.memory().translate(page));
    }

    @Override
    protected RxResponse readReceive(int slot) {
        int id = kernel.memory().getShort(slot + SharedVif.ID);
        return RxResponse.withoutFrame(id, kernel.memory().getShort(slot + SharedVif.SIZE));
    }

    @Override
    protected List<SharedField> transmitFields(RawRing ring) {
        return fields("tx", ring);
    }

    @Override
    protected List<SharedField> receiveFields(RawRing ring) {
        return fields("rx", ring);
    }

    private static List<SharedField> fields(String name, RawRing ring) {
        return List.of(
                ring.slotField(name + ".id", SharedVif.ID, Short.BYTES),
                ring.slotField(name + ".size", SharedVif.SIZE, Short.BYTES),
                ring.slotField(name + ".address", SharedVif.ADDRESS, Integer.BYTES));
    }

    @Override
    protected void tell() {
        look.run();
    }

    @Override
    public MacAddress address() {
        throw new UnsupportedOperationException("the vif itself knows: domain=" + domain());
    }

    @Override
    public VifCounters counters() {
        throw new UnsupportedOperationException("the vif itself counts: domain=" + domain());
    }
}
