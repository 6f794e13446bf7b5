package io.nodev.legacy.vif;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.work.SharedWork;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The hypervisor's end of a vif's receive ring. {@link #collect} runs on the guest's own thread; everything else runs
 * inside {@link SharedWork}.
 *
 * <p>The number of requests taken is the guest's thread's, the number of responses the network's; each reads the other's,
 * so that no more than a ring's worth is ever between them, whatever the guest's own index says.
 */
final class ReceiveRing {
    private static final int ID_MASK = 0xFFFF;

    private final MachineMemory memory;
    private final PageFlip flip;
    private final int domain;
    private final int ringPage;
    private final int indexBlock;
    private final CollectedBuffers collected = new CollectedBuffers();
    private final ParkedBuffers parked = new ParkedBuffers();
    private final AtomicInteger reqCons = new AtomicInteger();
    private final AtomicInteger rspProd = new AtomicInteger();
    private final VifCounters counters;
    private int published;

    ReceiveRing(Hypervisor hypervisor, int domain, int ringPage, int indexBlock, VifCounters counters) {
        this.memory = hypervisor.memory();
        this.flip = new PageFlip(hypervisor);
        this.domain = domain;
        this.ringPage = ringPage;
        this.indexBlock = indexBlock;
        this.counters = counters;
    }

    /** Requests taken and not answered. */
    int unanswered() {
        return reqCons.get() - rspProd.get();
    }

    /** Buffers ready for frames. */
    int parked() {
        return parked.size();
    }

    int requestIndex() {
        return reqCons.get();
    }

    int responseIndex() {
        return rspProd.get();
    }

    /** Takes what the guest has posted. On the guest's own thread. */
    void collect() {
        int taken = reqCons.getPlain();
        int end = endOfRequests(taken);
        while (taken != end) {
            long slot = memory.getLong(VifRingLayout.slot(ringPage, VifRingLayout.RECEIVE_SLOTS, taken++));
            int entryAddress = (int) (slot >>> Integer.SIZE);
            collected.put((int) slot & ID_MASK, entryAddress, flip.take(domain, entryAddress));
        }
        reqCons.setRelease(taken);
        collected.publish();
    }

    private int endOfRequests(int taken) {
        int waiting = memory.getIntAcquire(indexBlock + VifRingLayout.RX_REQ_PROD) - taken;
        int room = VifRingLayout.SLOTS - (taken - rspProd.getAcquire());
        boolean possible = Integer.compareUnsigned(waiting, room) <= 0;
        if (!possible) {
            counters.count(ProtocolViolation.RECEIVE_OVERRUN);
        }
        return taken + (possible ? waiting : room);
    }

    /** Parks what was collected since the last time; refused buffers are answered. */
    void park() {
        while (collected.hasNext()) {
            if (collected.entry() == CollectedBuffers.REFUSED) {
                counters.count(ProtocolViolation.BAD_RECEIVE_BUFFER);
                respond(collected.id(), 0, RingStatus.BAD_PAGE, 0);
            } else {
                parked.add(collected.id(), collected.entryAddress(), collected.entry());
            }
            collected.take();
        }
    }

    /**
     * Puts a frame into the oldest buffer, of which there is one.
     *
     * @param page the hypervisor's; the guest's or free afterwards
     * @return whether the guest got it
     */
    boolean deliver(int page, int length, int offset) {
        boolean given = flip.exchange(domain, parked.entryAddress(), parked.entry(), page);
        int id = parked.id();
        parked.remove();
        if (!given) {
            counters.count(ProtocolViolation.BAD_RECEIVE_BUFFER);
        }
        respond(id, length, given ? RingStatus.OK : RingStatus.BAD_PAGE, offset);
        return given;
    }

    /**
     * Answers every request: first those not collected yet, then those whose page is held, which goes back. Inside the
     * network and on the guest's thread.
     */
    void flush() {
        park();
        int taken = reqCons.getPlain();
        for (int end = endOfRequests(taken); taken != end; taken++) {
            int id = memory.getShort(VifRingLayout.slot(ringPage, VifRingLayout.RECEIVE_SLOTS, taken)) & ID_MASK;
            reqCons.setRelease(taken + 1);
            respond(id, 0, RingStatus.DROPPED, 0);
        }
        while (parked.size() != 0) {
            flip.giveBack(domain, parked.entryAddress(), parked.entry());
            int id = parked.id();
            parked.remove();
            respond(id, 0, RingStatus.DROPPED, 0);
        }
    }

    /** Starts over at index 0; nothing is unanswered. Inside the network and on the guest's thread. */
    void reset() {
        reqCons.setRelease(0);
        rspProd.setRelease(0);
        published = 0;
    }

    private void respond(int id, int length, int status, int offset) {
        int at = rspProd.getPlain();
        int slot = VifRingLayout.slot(ringPage, VifRingLayout.RECEIVE_SLOTS, at);
        memory.putShort(slot + VifRingLayout.ID, (short) id);
        memory.putShort(slot + VifRingLayout.SIZE, (short) length);
        memory.putByte(slot + VifRingLayout.RX_STATUS, (byte) status);
        memory.putByte(slot + VifRingLayout.RX_OFFSET, (byte) offset);
        rspProd.setRelease(at + 1);
    }

    /**
     * Shows the guest the responses put since the last time.
     *
     * <p>Ordering: the slots are written before the index is released, and the event index is read after a full fence; so
     * a guest that sets its event index and then looks again misses nothing.
     *
     * @return whether the event index is one of those that the producer went through
     */
    boolean publish() {
        int before = published;
        int now = rspProd.getPlain();
        if (now == before) {
            return false;
        }
        published = now;
        memory.putIntRelease(indexBlock + VifRingLayout.RX_RESP_PROD, now);
        VarHandle.fullFence();
        int event = memory.getIntAcquire(indexBlock + VifRingLayout.RX_EVENT);
        return Integer.compareUnsigned(event - before - 1, now - before) < 0;
    }
}
