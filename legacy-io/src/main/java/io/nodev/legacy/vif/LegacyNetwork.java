package io.nodev.legacy.vif;

import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.work.SharedWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * The network of a legacy machine: its vifs, its rule list and its NIC. A failure of the NIC's driver comes out of
 * whatever call met it as a {@link io.nodev.hypervisor.HypervisorFault}, and nothing is done any more.
 */
public final class LegacyNetwork {
    private static final int NIC_BUDGET = 64;

    private final Hypervisor hypervisor;
    private final NetworkCard card;
    private final VifTable vifs;
    private final VfrRuleList rules;
    private final List<Vif> all = new CopyOnWriteArrayList<>();
    private final AtomicBoolean nicPending = new AtomicBoolean(true);
    private final SharedWork work = new SharedWork("the network", this::round);
    private final NetworkPath path;
    private final NicEvents nicEvents = new NicEvents() {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            path.receiver().acceptFromNic(bytes, offset, length);
        }

        @Override
        public void transmitted(int cookie) {
            finishWire(cookie);
        }
    };

    /** A network without vifs; the domains of {@code hypervisor} lose theirs when they die. */
    public LegacyNetwork(Hypervisor hypervisor, NetworkSetup setup) {
        this.hypervisor = hypervisor;
        this.card = setup.card();
        this.vifs = setup.vifs();
        this.rules = setup.rules();
        this.path = new NetworkPath(hypervisor, setup, work);
    }

    /**
     * Connects the network to the rest of the machine: the NIC's interrupt gets a turn of the hypervisor's, and a dying
     * domain's vifs and rules go. Called once, before anything runs.
     */
    public void connect(Scheduler scheduler) {
        Runnable soon = scheduler.addHypervisorWork("network", budget -> {
            work.request();
            return false;
        });
        work.onHandOver(soon);
        card.setInterrupt(() -> {
            nicPending.set(true);
            soon.run();
        });
        hypervisor.addDeviceTeardown(this::unlink);
        hypervisor.addRuleTeardown(domain -> rules.purge(domain.id()));
    }

    /** The living vifs. */
    public VifTable vifs() {
        return vifs;
    }

    /** The rule list. */
    public VfrRuleList rules() {
        return rules;
    }

    /** The NIC. */
    public NetworkCard card() {
        return card;
    }

    /** Every vif there ever was, in order of creation. */
    public List<Vif> all() {
        return List.copyOf(all);
    }

    /** Frames from the NIC that got lost behind it. */
    public DropCounters nicDrops() {
        return path.receiver().nicDrops();
    }

    /**
     * Creates a domain's next vif, at the lowest index that is free. Before the domain runs.
     *
     * @return the vif; null if the domain has eight or the machine has no frame for the rings
     */
    public Vif create(Domain domain, VifConfig config) {
        int index = vifs.freeIndex(domain.id());
        int ringPage = index == Endpoint.VIFS_PER_DOMAIN
                ? FrameTable.NONE
                : hypervisor.frames().allocate(domain.id());
        if (ringPage == FrameTable.NONE) {
            return null;
        }
        hypervisor.frames().pin(ringPage);
        WireQueue wire = new WireQueue(hypervisor.memory(), all.size() * VifRingLayout.SLOTS, !card.scatterGather());
        CreditLimiter credit = new CreditLimiter(hypervisor.clock(), rules.semantics());
        credit.set(config.creditBytes(), config.creditPeriodMicros());
        Vif vif = new Vif(
                hypervisor, new VifParts(domain, index, addressOf(domain, index, config), ringPage, wire, credit));
        all.add(vif);
        vifs.add(vif);
        return vif;
    }

    private MacAddress addressOf(Domain domain, int index, VifConfig config) {
        return config.address() != null
                ? config.address()
                : VifMac.of(card.address(), domain.id(), index, domain.name());
    }

    /**
     * Looks at both rings of a vif: new transmit requests first, then new receive buffers, then everything that follows
     * from them. On the guest's thread; never waits. If somebody is inside already, that one does what is not this
     * thread's own business.
     */
    void push(Vif vif) {
        if (work.tryEnter()) {
            pushInside(vif);
            work.leave();
        } else {
            vif.receive().collect();
            path.marked().mark(vif);
            work.request();
        }
    }

    private void pushInside(Vif vif) {
        try {
            path.transmitter().collect(vif);
            vif.receive().collect();
            vif.receive().park();
            vif.publishReceive();
        } catch (RuntimeException | Error fault) {
            throw work.failed(fault);
        }
    }

    /** Gives back what is not on its way. On the guest's thread; waits until nobody is inside. */
    void flush(Vif vif) {
        alone(() -> {
            vif.flush();
            return 0;
        });
    }

    /** Starts a vif's rings over; returns 0, or -EINVAL if something is unanswered. As {@link #flush}. */
    int reset(Vif vif) {
        return alone(() -> vif.reset() ? 0 : -EINVAL);
    }

    /** Sets a vif's rate limit. Any thread; waits until nobody is inside. */
    public void setCredit(Vif vif, long bytes, long periodMicros) {
        alone(() -> {
            vif.credit().set(bytes, periodMicros);
            return 0;
        });
    }

    private void unlink(Domain domain) {
        for (int index = 0; index < Endpoint.VIFS_PER_DOMAIN; index++) {
            Vif vif = vifs.find(Endpoint.vif(domain.id(), index));
            if (vif != null) {
                alone(() -> {
                    vifs.remove(vif);
                    vif.unlink();
                    return 0;
                });
            }
        }
    }

    private int alone(IntSupplier operation) {
        work.enter();
        int result;
        try {
            result = operation.getAsInt();
        } catch (RuntimeException | Error fault) {
            throw work.failed(fault);
        }
        work.leave();
        return result;
    }

    /** One round: the NIC, then the vifs that somebody marked, then the wire, then delivery. */
    private boolean round() {
        boolean more = pollNic();
        path.marked().takeAll();
        for (Vif vif = path.marked().next(); vif != null; vif = path.marked().next()) {
            lookAt(vif);
        }
        path.wire().run(path.transmitter());
        path.receiver().deliverAll();
        return more || !path.marked().isEmpty();
    }

    private boolean pollNic() {
        if (!nicPending.compareAndSet(true, false)) {
            return false;
        }
        boolean more = card.poll(nicEvents, NIC_BUDGET) == NIC_BUDGET;
        if (more) {
            nicPending.set(true);
        }
        return more;
    }

    private void lookAt(Vif vif) {
        if (vif.isUnlinked()) {
            return;
        }
        vif.receive().park();
        if (vif.refillDue.compareAndSet(true, false)) {
            vif.credit().refill();
        }
        path.transmitter().collect(vif);
        vif.publishReceive();
    }

    /** The NIC is done with a frame: its page is let go, its request answered, and its vif may send again. */
    private void finishWire(int cookie) {
        Vif vif = all.get(cookie / VifRingLayout.SLOTS);
        WireFrame frame = vif.wire().finish();
        hypervisor.frames().releaseTyped(frame.page());
        vif.respond(frame.id(), frame.length(), RingStatus.OK);
        path.marked().mark(vif);
        path.wire().resume();
        vif.letGo();
    }
}
