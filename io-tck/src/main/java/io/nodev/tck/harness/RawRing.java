package io.nodev.tck.harness;

import io.nodev.common.ring.RingLayout;
import io.nodev.hypervisor.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/** A frontend's end of a ring that checks nothing: it overruns, if a test wants it to. In its domain's turn only. */
public final class RawRing {
    private final Memory memory;
    private final RingLayout layout;
    private final int indexBase;
    private final int slotBase;
    private int reqProd;
    private int rspCons;

    /**
     * An end with all indices 0.
     *
     * @param indexBase address of the indices
     * @param slotBase address of slot 0
     */
    public RawRing(Memory memory, RingLayout layout, int indexBase, int slotBase) {
        this.memory = memory;
        this.layout = layout;
        this.indexBase = indexBase;
        this.slotBase = slotBase;
    }

    /** The address of the next request's slot, free or not. */
    public int nextRequest() {
        return slot(reqProd++);
    }

    private int slot(int index) {
        return slotBase + (index & layout.slots() - 1) * layout.slotSize();
    }

    /** Shows the requests put so far. */
    public void publish() {
        memory.putIntRelease(indexBase + layout.reqProd(), reqProd);
    }

    /** Responses not taken yet. */
    public int responses() {
        return memory.getIntAcquire(indexBase + layout.rspProd()) - rspCons;
    }

    /** The address of the oldest response's slot, which counts as taken. */
    public int nextResponse() {
        return slot(rspCons++);
    }

    /** Sets the event index to a distance from the last response taken. */
    public void setEvent(int distance) {
        memory.putIntRelease(indexBase + layout.rspEvent(), rspCons + distance);
    }

    /** Starts over at index 0. */
    public void reset() {
        reqProd = 0;
        rspCons = 0;
    }

    /** The slot that the next request will have. */
    public int position() {
        return reqProd;
    }

    /** Believes what the shared indices say: as if everything answered had been taken, and nothing else put. */
    public void resync() {
        int answered = layout.reqCons() == RingLayout.ABSENT ? layout.rspProd() : layout.reqCons();
        reqProd = memory.getIntAcquire(indexBase + answered);
        rspCons = memory.getIntAcquire(indexBase + layout.rspProd());
        publish();
    }

    /** A field of every slot, at an offset in it. */
    public SharedField slotField(String name, int offset, int bytes) {
        return new SharedField(name, slotBase + offset, layout.slotSize(), layout.slots(), bytes);
    }

    /** The indices that the ring has, each after the ring's own name. */
    public List<SharedField> indexFields(String name) {
        List<SharedField> fields = new ArrayList<>();
        addIndex(fields, name + ".reqProd", layout.reqProd());
        addIndex(fields, name + ".rspProd", layout.rspProd());
        addIndex(fields, name + ".rspEvent", layout.rspEvent());
        addIndex(fields, name + ".reqCons", layout.reqCons());
        return fields;
    }

    private void addIndex(List<SharedField> fields, String name, int offset) {
        if (offset != RingLayout.ABSENT) {
            fields.add(SharedField.once(name, indexBase + offset, Integer.BYTES));
        }
    }
}
