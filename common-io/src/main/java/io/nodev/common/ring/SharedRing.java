package io.nodev.common.ring;

import io.nodev.hypervisor.memory.Memory;

/**
 * A ring in shared memory, as one side reaches it. Holds no state of its own; the two sides keep theirs in
 * {@link FrontRing} and {@link BackRing}.
 */
public final class SharedRing {
    private final Memory memory;
    private final RingLayout layout;
    private final int indexBase;
    private final int slotBase;

    /**
     * @param memory this side's view of memory
     * @param indexBase address of the index block in that view
     * @param slotBase address of slot 0 in that view
     */
    public SharedRing(Memory memory, RingLayout layout, int indexBase, int slotBase) {
        this.memory = memory;
        this.layout = layout;
        this.indexBase = indexBase;
        this.slotBase = slotBase;
    }

    /** This side's view of memory; slot addresses are in it. */
    public Memory memory() {
        return memory;
    }

    /** Where the parts are. */
    public RingLayout layout() {
        return layout;
    }

    /** The address of the slot that a free-running index names. */
    public int slot(int index) {
        return slotBase + (index & layout.mask()) * layout.slotSize();
    }

    int reqProd() {
        return memory.getIntAcquire(indexBase + layout.reqProd());
    }

    void publishReqProd(int value) {
        memory.putIntRelease(indexBase + layout.reqProd(), value);
    }

    int rspProd() {
        return memory.getIntAcquire(indexBase + layout.rspProd());
    }

    void publishRspProd(int value) {
        memory.putIntRelease(indexBase + layout.rspProd(), value);
    }

    int rspEvent() {
        return memory.getIntAcquire(indexBase + layout.rspEvent());
    }

    void publishRspEvent(int value) {
        memory.putIntRelease(indexBase + layout.rspEvent(), value);
    }

    boolean showsReqCons() {
        return layout.reqCons() != RingLayout.ABSENT;
    }

    int reqCons() {
        return memory.getIntAcquire(indexBase + layout.reqCons());
    }

    void publishReqCons(int value) {
        memory.putIntRelease(indexBase + layout.reqCons(), value);
    }
}
