package io.nodev.legacy.vif;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.work.Marked;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One virtual interface. Identity and address never change. It keeps its ring page and the domain's shared-info page from
 * being freed until it is gone and nothing of it is under way.
 */
public final class Vif extends Marked<Vif> {
    private final Hypervisor hypervisor;
    private final Domain domain;
    private final int index;
    private final MacAddress address;
    private final byte[] addressBytes = new byte[MacAddress.LENGTH];
    private final int ringPage;
    private final BackRing transmit;
    private final OverrunLimit overrun = new OverrunLimit();
    private final ReceiveRing receive;
    private final WireQueue wire;
    private final CreditLimiter credit;
    private final VifCounters counters = new VifCounters();

    /** Set by a timer, to be seen by whoever works on the network. */
    final AtomicBoolean refillDue = new AtomicBoolean();

    /** Whether it is on the schedule for the wire, and who follows; {@link WireSchedule}'s own. */
    boolean scheduled;

    Vif nextScheduled;

    /** Whether a look at the transmit ring was interrupted only for fairness; {@link Transmitter}'s own. */
    boolean interrupted;

    private int publishedResponses;
    private int underWay;
    private boolean unlinked;

    Vif(Hypervisor hypervisor, VifParts parts) {
        this.hypervisor = hypervisor;
        this.domain = parts.domain();
        this.index = parts.index();
        this.address = parts.address();
        address.put(addressBytes, 0);
        this.ringPage = parts.ringPage();
        this.wire = parts.wire();
        this.credit = parts.credit();
        MachineMemory memory = hypervisor.memory();
        int indexBlock = domain.sharedInfoAddress(VifRingLayout.indexBlock(index));
        int slots = MachineMemory.address(ringPage) + VifRingLayout.TRANSMIT_SLOTS;
        this.transmit = new BackRing(new SharedRing(memory, VifRingLayout.TRANSMIT, indexBlock, slots));
        this.receive = new ReceiveRing(hypervisor, domain.id(), ringPage, indexBlock, counters);
        hypervisor.frames().acquire(ringPage, domain.id());
        hypervisor.frames().acquire(domain.sharedInfoFrame(), domain.id());
    }

    /** Whose it is. */
    public Domain domain() {
        return domain;
    }

    /** 0 to 7. */
    public int index() {
        return index;
    }

    /** As rules name it. */
    public int endpoint() {
        return Endpoint.vif(domain.id(), index);
    }

    /** Its hardware address. */
    public MacAddress address() {
        return address;
    }

    byte[] addressBytes() {
        return addressBytes;
    }

    /** Number of the machine frame that holds the rings; owned by the domain. */
    public int ringPage() {
        return ringPage;
    }

    /** What it counted. */
    public VifCounters counters() {
        return counters;
    }

    /** {@code vif<dom>.<idx>}. */
    public String name() {
        return "vif" + domain.id() + "." + index;
    }

    /** Whether it may send more than IPv4 and ARP, and gets what nobody else does. */
    boolean isDefault() {
        return domain.id() == 0 && index == 0;
    }

    BackRing transmit() {
        return transmit;
    }

    /** How much is taken while the guest's transmit index is impossible; {@link Transmitter}'s. */
    OverrunLimit overrun() {
        return overrun;
    }

    ReceiveRing receive() {
        return receive;
    }

    WireQueue wire() {
        return wire;
    }

    CreditLimiter credit() {
        return credit;
    }

    /** Answers a transmit request; seen by the guest after {@link #publishTransmit}. */
    void respond(int id, int length, int status) {
        MachineMemory memory = hypervisor.memory();
        int slot = transmit.nextResponse();
        memory.putShort(slot + VifRingLayout.ID, (short) id);
        memory.putByte(slot + VifRingLayout.TX_STATUS, (byte) status);
        counters.countAnswered(length, status);
    }

    /** Answers a transmit request whose frame is lost. */
    void refuse(VifRequest request, int status, DropReason reason) {
        counters.countDrop(reason);
        respond(request.id(), request.length(), status);
    }

    /** Shows the guest its transmit responses and raises the event if one is due; a dead guest is shown nothing. */
    void publishTransmit() {
        if (unlinked || transmit.responseIndex() == publishedResponses) {
            return;
        }
        publishedResponses = transmit.responseIndex();
        if (transmit.pushResponses()) {
            raise();
        }
    }

    /** Shows the guest its receive responses and raises the event if one is due; a dead guest is shown nothing. */
    void publishReceive() {
        if (!unlinked && receive.publish()) {
            raise();
        }
    }

    private void raise() {
        hypervisor.events().raise(domain, Virq.NET);
    }

    /** One more frame that will need this vif. */
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

    /** Gives everything back that is not on its way yet. Inside the network and on the guest's thread. */
    void flush() {
        receive.flush();
        publishReceive();
        VifRequest request = new VifRequest();
        for (int left = VifRingLayout.SLOTS - transmit.unanswered(); left > 0 && transmit.hasRequest(); left--) {
            request.copyFrom(hypervisor.memory(), transmit.nextRequest());
            refuse(request, RingStatus.DROPPED, DropReason.FLUSHED);
        }
        publishTransmit();
    }

    /**
     * Starts both rings over at index 0. Inside the network and on the guest's thread.
     *
     * @return {@code false} if something is unanswered; nothing was changed then
     */
    boolean reset() {
        if (receive.unanswered() != 0 || transmit.unanswered() != 0) {
            return false;
        }
        receive.reset();
        transmit.reset();
        overrun.reset();
        publishedResponses = 0;
        return true;
    }

    /**
     * The domain is dying: buffers go back, and the last frame under way takes the rest with it. Nothing is published
     * afterwards, since the pages of rings and indices may be anyone's by then.
     */
    void unlink() {
        receive.flush();
        publishReceive();
        unlinked = true;
        freeIfGone();
    }

    private void freeIfGone() {
        if (unlinked && underWay == 0) {
            hypervisor.frames().release(ringPage);
            hypervisor.frames().release(domain.sharedInfoFrame());
        }
    }
}
