package io.nodev.devdomain.netback;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.hypervisor.sched.VirtualCpu;
import io.nodev.hypervisor.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * The network backend driver of one device domain: serves its interfaces in turn, one request each, and gives full
 * pages to guests in batches. Interfaces share frames to work with, and each has a few of its own besides.
 */
public final class Netback implements VirtualCpu {
    /** Transmit pages of a guest that are kept mapped: all that a frontend with a page for each slot uses, and as many. */
    static final int MAPPED_PAGES_PER_INTERFACE = 512;

    private final GuestKernel kernel;
    private final GrantMapper mapper;
    private FramePool frames = new FramePool(FramePool.SHARED);
    private final PageExchange exchange;
    private final Clock clock;
    private final CreditTimer timer;
    private volatile NetbackInterface[] interfaces = {};
    private boolean needsPush;
    private int next;

    /**
     * The driver in one domain, without interfaces.
     *
     * @param clock of the machine, by which rates are kept
     */
    public Netback(GuestKernel kernel, Clock clock) {
        this.kernel = kernel;
        this.mapper = new GrantMapper(kernel);
        this.exchange = new PageExchange(kernel);
        this.clock = clock;
        this.timer = new CreditTimer(kernel, this::creditIsDue);
    }

    GuestKernel kernel() {
        return kernel;
    }

    Clock clock() {
        return clock;
    }

    /**
     * Changes what the guest of an interface may send.
     *
     * @return whether the domain has a port for the timer that this takes; nothing is changed if not
     */
    boolean limit(NetbackInterface limited, long creditBytes, long creditPeriodMicros) {
        if (creditPeriodMicros != 0 && !timer.bind()) {
            return false;
        }
        limited.credit().set(creditBytes, creditPeriodMicros);
        return true;
    }

    /** A frame waits: the backend is to be woken when it may be sent, which for an interface without credit is never. */
    void awaitCredit(CreditLimiter credit) {
        if (credit.creditBytes() != 0) {
            timer.expireBy(credit.deadline());
        }
    }

    /** The timer has expired: those whose time has come go on, and it is set for the others. */
    private void creditIsDue() {
        for (NetbackInterface each : interfaces) {
            each.credit().refill();
            if (each.credit().isWaiting()) {
                awaitCredit(each.credit());
            }
        }
    }

    GrantMapper mapper() {
        return mapper;
    }

    FramePool frames() {
        return frames;
    }

    PageExchange exchange() {
        return exchange;
    }

    /** Something was answered that the guests have not been shown yet. */
    void needsPush() {
        needsPush = true;
    }

    /** Requests taken from guests and not yet answered, over all interfaces. On the domain's virtual CPU. */
    int inProgress() {
        int all = frames.inProgress();
        for (NetbackInterface each : interfaces) {
            all += each.ownFramesInProgress();
        }
        return all;
    }

    /** The interfaces, in order of creation. From any thread. */
    public List<NetbackInterface> interfaces() {
        return List.of(interfaces);
    }

    /** The interface of a domain by number, or null. From any thread. */
    public NetbackInterface find(int domain, int handle) {
        for (NetbackInterface each : interfaces) {
            if (each.domain() == domain && each.handle() == handle) {
                return each;
            }
        }
        return null;
    }

    void add(NetbackInterface added) {
        NetbackInterface[] more = Arrays.copyOf(interfaces, interfaces.length + 1);
        more[interfaces.length] = added;
        interfaces = more;
    }

    void remove(NetbackInterface gone) {
        interfaces = Arrays.stream(interfaces).filter(each -> each != gone).toArray(NetbackInterface[]::new);
        next = 0;
    }

    /** Answers what can be answered now. */
    void answerAll() {
        needsPush = true;
        pushAll(interfaces);
    }

    /**
     * Gives every interface up as it stands. What was not answered will not be, so frontends have it still, and send it again
     * to the next backend. A frame in progress counts against what that may have in progress until whoever holds it lets go.
     */
    void abandon() {
        for (NetbackInterface each : interfaces) {
            each.abandon();
        }
        interfaces = new NetbackInterface[0];
        next = 0;
        needsPush = false;
        exchange.abandon();
    }

    /** After a fault: what is in progress is not waited for, since whoever held it may have lost it. */
    void forgetFrames() {
        frames = new FramePool(FramePool.SHARED);
    }

    /** {@inheritDoc} An item is a transmit request. */
    @Override
    public boolean run(int budget) {
        NetbackInterface[] all = interfaces;
        int left = budget;
        int idle = 0;
        while (left > 0 && idle < all.length) {
            next = next < all.length ? next : 0;
            NetbackInterface turn = all[next++];
            if (turn.isConnected() && turn.serveOne()) {
                needsPush = true;
                idle = 0;
                left--;
            } else {
                idle++;
            }
        }
        return pushAll(all);
    }

    /** Shows the guests what was answered; returns whether a request waits that can be served at once. */
    private boolean pushAll(NetbackInterface[] all) {
        exchange.flush();
        boolean waits = false;
        for (NetbackInterface each : all) {
            if (each.isConnected()) {
                if (needsPush) {
                    each.push();
                }
                waits |= each.canServe();
            }
        }
        needsPush = false;
        return waits;
    }
}
