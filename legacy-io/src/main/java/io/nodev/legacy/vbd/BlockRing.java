package io.nodev.legacy.vbd;

import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.common.ring.SharedRing;
import io.nodev.common.stats.Counter;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.work.Marked;
import java.util.List;

/**
 * One domain's block ring and VBDs. It keeps its ring page from being freed until the domain is gone and nothing of it is
 * under way.
 */
public final class BlockRing extends Marked<BlockRing> {
    private final Hypervisor hypervisor;
    private final Domain domain;
    private final int ringPage;
    private final boolean unmaskedSlot;
    private final BackRing ring;
    private final OverrunLimit overrun = new OverrunLimit();
    private final VbdTable vbds = new VbdTable();
    private final Counter[] violations = new Counter[ProtocolViolation.values().length];

    /** Whether it is in line to be served, and who follows; {@link BlockSchedule}'s own. */
    boolean scheduled;

    BlockRing nextScheduled;

    /** Whether it has responses to be shown, and who else has; {@link UnpublishedRings}' own. */
    boolean unpublished;

    BlockRing nextUnpublished;

    private int publishedResponses;
    private int underWay;
    private boolean unlinked;

    /**
     * @param unmaskedSlot whether unknown operations are answered as in 2004
     */
    BlockRing(Hypervisor hypervisor, Domain domain, int ringPage, boolean unmaskedSlot) {
        this.hypervisor = hypervisor;
        this.domain = domain;
        this.ringPage = ringPage;
        this.unmaskedSlot = unmaskedSlot;
        int page = MachineMemory.address(ringPage);
        this.ring = new BackRing(
                new SharedRing(hypervisor.memory(), BlockRingLayout.RING, page, page + BlockRingLayout.FIRST_SLOT));
        for (int i = 0; i < violations.length; i++) {
            violations[i] = new Counter();
        }
        hypervisor.frames().acquire(ringPage, domain.id());
    }

    /** Whose it is. */
    public Domain domain() {
        return domain;
    }

    /** Number of the machine frame that holds the ring; owned by the domain. */
    public int ringPage() {
        return ringPage;
    }

    /** How often the guest did something wrong of this kind. */
    public long violations(ProtocolViolation kind) {
        return violations[kind.ordinal()].get();
    }

    void count(ProtocolViolation kind) {
        violations[kind.ordinal()].increment();
    }

    /** Its VBDs by ascending number; those it had when its domain died. */
    public List<Vbd> devices() {
        return vbds.all();
    }

    VbdTable vbds() {
        return vbds;
    }

    BackRing ring() {
        return ring;
    }

    /** How much is taken while the guest's index is impossible. */
    OverrunLimit overrun() {
        return overrun;
    }

    /** Requests that disks work on. */
    int underWay() {
        return underWay;
    }

    /** Counts what is wrong with the request taken last, and answers it. */
    void reject(BlockRequest request, ProtocolViolation violation) {
        count(violation);
        int index = ring.requestIndex() - 1;
        boolean isBeyond = Integer.compareUnsigned(index, BlockRingLayout.SLOTS) >= 0;
        if (unmaskedSlot && isBeyond && violation == ProtocolViolation.BAD_OPERATION) {
            rejectAsUnmasked(BlockRingLayout.FIRST_SLOT + Integer.toUnsignedLong(index) * BlockRingLayout.SLOT_SIZE);
        } else {
            respond(request.id(), request.operation(), BlockStatus.REJECTED);
        }
    }

    /** What lies beyond the ring's page was never the guest's: it is not read, and 0 stands for it. */
    private void rejectAsUnmasked(long slot) {
        boolean isInPage = slot + BlockRingLayout.OPERATION < MachineMemory.PAGE_SIZE;
        int at = isInPage ? MachineMemory.address(ringPage) + (int) slot : 0;
        MachineMemory memory = hypervisor.memory();
        int id = isInPage ? memory.getInt(at + BlockRingLayout.ID) : 0;
        int operation = isInPage ? memory.getByte(at + BlockRingLayout.OPERATION) & 0xFF : 0;
        respond(id, operation, BlockStatus.REJECTED);
    }

    /** Puts a response; seen by the guest after {@link #publish}. A dead guest is put none. */
    void respond(int id, int operation, int status) {
        if (unlinked) {
            return;
        }
        MachineMemory memory = hypervisor.memory();
        int slot = ring.nextResponse();
        memory.putInt(slot + BlockRingLayout.ID, id);
        memory.putShort(slot + BlockRingLayout.RESPONSE_OPERATION, (short) operation);
        memory.putInt(slot + BlockRingLayout.STATUS, status);
    }

    /** Shows the guest its responses and raises the event; a dead guest is shown nothing. */
    void publish() {
        if (unlinked || ring.responseIndex() == publishedResponses) {
            return;
        }
        publishedResponses = ring.responseIndex();
        if (ring.pushResponses()) {
            hypervisor.events().raise(domain, Virq.BLKDEV);
        }
    }

    /** One more request that will need this ring. */
    void hold() {
        underWay++;
    }

    /** One fewer. */
    void letGo() {
        underWay--;
        freeIfGone();
    }

    boolean isUnlinked() {
        return unlinked;
    }

    /**
     * Starts the ring over at index 0.
     *
     * @return {@code false} if something is unanswered; nothing was changed then
     */
    boolean reset() {
        if (ring.unanswered() != 0) {
            return false;
        }
        ring.reset();
        overrun.reset();
        publishedResponses = 0;
        return true;
    }

    /** The domain is dying. Nothing is published afterwards, since the ring's page may be anyone's by then. */
    void unlink() {
        unlinked = true;
        freeIfGone();
    }

    private void freeIfGone() {
        if (unlinked && underWay == 0) {
            hypervisor.frames().release(ringPage);
        }
    }
}
