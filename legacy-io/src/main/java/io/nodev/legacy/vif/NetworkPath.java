package io.nodev.legacy.vif;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.NetworkCard;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.time.TimerQueue;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.work.Marks;
import io.nodev.legacy.work.SharedWork;

/** The stations of a frame's way and what leads from one to the next; they share this. */
final class NetworkPath {
    private final NetworkCard card;
    private final VifTable vifs;
    private final VfrSemantics semantics;
    private final TimerQueue timers;
    private final PacketRouter router;
    private final WireSchedule wire;
    private final Receiver receiver;
    private final Transmitter transmitter;
    private final Marks<Vif> marked = new Marks<>();
    private final SharedWork work;

    NetworkPath(Hypervisor hypervisor, NetworkSetup setup, SharedWork work) {
        this.card = setup.card();
        this.vifs = setup.vifs();
        this.semantics = setup.semantics();
        this.timers = hypervisor.timers();
        this.router = new PacketRouter(setup.classifier(), vifs, semantics);
        this.wire = new WireSchedule(card);
        this.receiver = new Receiver(hypervisor, this);
        this.transmitter = new Transmitter(hypervisor, this);
        this.work = work;
    }

    NetworkCard card() {
        return card;
    }

    VifTable vifs() {
        return vifs;
    }

    PacketRouter router() {
        return router;
    }

    WireSchedule wire() {
        return wire;
    }

    Receiver receiver() {
        return receiver;
    }

    Transmitter transmitter() {
        return transmitter;
    }

    Marks<Vif> marked() {
        return marked;
    }

    /** Whether a frame that no rule lets pass goes to the wire all the same. */
    boolean mayBypass(Vif sender) {
        return sender.domain().isPrivileged() && !semantics.dropsUnmatchedForEveryone();
    }

    /** The endpoint of a frame from the NIC that no rule sends to a vif. */
    int unclaimed() {
        return semantics.dropsUnmatchedForEveryone() ? Endpoint.DROP : Endpoint.vif(0, 0);
    }

    /** Starts the timer of a vif whose credit is used up. */
    void startTimer(Vif vif) {
        timers.schedule(vif.credit().deadline(), () -> {
            vif.refillDue.set(true);
            marked.mark(vif);
            work.request();
        });
    }
}
