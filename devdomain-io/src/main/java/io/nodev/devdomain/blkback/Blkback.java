package io.nodev.devdomain.blkback;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The block backend driver of one device domain: serves its interfaces in turn, some requests each, and answers when the disks
 * are done, in whatever order they are.
 */
public final class Blkback implements VirtualCpu {
    /** Requests in progress, over all interfaces and disks: one guest on a slow disk may have them all, and others wait. */
    public static final int MAX_IN_PROGRESS = 64;

    /** Pages of address space that an interface needs: what its requests name is kept mapped, and its ring. */
    public static final int MAPPINGS_PER_INTERFACE = 770;

    /** A guest's pages kept mapped: those of a ring full of the longest requests and more, which one guest has at a time. */
    static final int MAPPED_PAGES_PER_INTERFACE = 768;

    private static final int REQUESTS_PER_TURN = 16;

    private final GuestKernel kernel;
    private final GrantMapper mapper;
    private final DiskTransfer transfer = new DiskTransfer();
    private final DiskEvents events = this::finished;
    private final List<DiskPort> disks = new ArrayList<>();
    private final PendingRequest[] requests = new PendingRequest[MAX_IN_PROGRESS];
    private final PendingRequest[] free = new PendingRequest[MAX_IN_PROGRESS];
    private final boolean[] busy = new boolean[MAX_IN_PROGRESS];
    private int freeCount;
    private PendingRequest firstWaiting;
    private PendingRequest lastWaiting;
    private volatile BlkbackInterface[] interfaces = {};
    private int next;
    private boolean interrupted;
    private boolean flushBegun;

    /** The thread of the turn that goes on. */
    private volatile Thread runner;

    /** The driver in one domain, without disks and interfaces. */
    public Blkback(GuestKernel kernel) {
        this.kernel = kernel;
        this.mapper = new GrantMapper(kernel);
        for (int i = MAX_IN_PROGRESS - 1; i >= 0; i--) {
            requests[i] = new PendingRequest(kernel.memory(), i);
            free[freeCount++] = requests[i];
        }
    }

    /**
     * Adds a disk that VBDs may have extents on.
     *
     * @param wake gives the domain a turn; from any thread
     */
    public void addDisk(Disk disk, Runnable wake) {
        disks.add(new DiskPort(disk, () -> interrupted(wake)));
    }

    /** A disk that is done at once says so within the turn that asked it, which looks by itself before it ends. */
    private void interrupted(Runnable wake) {
        if (Thread.currentThread() == runner) {
            interrupted = true;
        } else {
            wake.run();
        }
    }

    /** The disks, in order of being added. From any thread once the domain runs. */
    public List<Disk> disks() {
        return disks.stream().map(DiskPort::disk).toList();
    }

    /** The disk of a number, or null. */
    DiskPort disk(int device) {
        for (DiskPort each : disks) {
            if (each.disk().device() == device) {
                return each;
            }
        }
        return null;
    }

    GuestKernel kernel() {
        return kernel;
    }

    GrantMapper mapper() {
        return mapper;
    }

    /** Requests taken and not yet done, of abandoned interfaces too. On the domain's virtual CPU. */
    public int inProgress() {
        return MAX_IN_PROGRESS - freeCount;
    }

    /** The interfaces, in order of creation. From any thread. */
    public List<BlkbackInterface> interfaces() {
        return List.of(interfaces);
    }

    /** The interface of a domain by number, or null. From any thread. */
    public BlkbackInterface find(int domain, int handle) {
        for (BlkbackInterface each : interfaces) {
            if (each.domain() == domain && each.handle() == handle) {
                return each;
            }
        }
        return null;
    }

    void add(BlkbackInterface added) {
        BlkbackInterface[] more = Arrays.copyOf(interfaces, interfaces.length + 1);
        more[interfaces.length] = added;
        interfaces = more;
    }

    void remove(BlkbackInterface gone) {
        interfaces = Arrays.stream(interfaces).filter(each -> each != gone).toArray(BlkbackInterface[]::new);
        next = 0;
    }

    private boolean hasRoom() {
        return freeCount > 0;
    }

    /** Whether another request can be taken in this turn: a flush may be slow, and is the last one. */
    boolean mayTakeMore() {
        return hasRoom() && !flushBegun;
    }

    /** Takes one of the requests to work with; there is one. */
    PendingRequest takePending() {
        return free[--freeCount];
    }

    void givePending(PendingRequest done) {
        free[freeCount++] = done;
    }

    /** Hands a prepared request to the disks. Those that they have no room for yet are tried again each turn, oldest first. */
    void begin(PendingRequest pending) {
        busy[pending.cookie()] = true;
        flushBegun |= pending.operation() == DiskOperation.FLUSH;
        submitOrWait(pending);
    }

    private void submitOrWait(PendingRequest pending) {
        if (pending.submit(transfer)) {
            if (pending.isDone()) {
                complete(pending);
            }
        } else if (firstWaiting == null) {
            firstWaiting = pending;
            lastWaiting = pending;
        } else {
            lastWaiting.nextWaiting = pending;
            lastWaiting = pending;
        }
    }

    private void finished(int cookie, boolean good) {
        PendingRequest pending = requests[cookie];
        pending.finished(good);
        if (pending.isDone()) {
            complete(pending);
        }
    }

    private void complete(PendingRequest done) {
        done.letGo();
        done.owner().complete(done);
        release(done);
    }

    private void release(PendingRequest done) {
        busy[done.cookie()] = false;
        givePending(done);
    }

    /** Shows guests what is done. */
    public void answerAll() {
        pollDisks(MAX_IN_PROGRESS);
        pushAll();
    }

    /**
     * Gives every interface up as it stands. What was not answered will not be, so frontends have it still, and ask the next
     * backend again. The disks go on with what they have: {@link #inProgress} says when that is over.
     */
    void abandon() {
        for (BlkbackInterface each : interfaces) {
            each.abandon();
        }
        interfaces = new BlkbackInterface[0];
        next = 0;
    }

    /** After a fault: starts every disk over, and forgets what they were doing. */
    public void resetDisks() {
        disks.forEach(DiskPort::reset);
        firstWaiting = null;
        lastWaiting = null;
        for (PendingRequest each : requests) {
            each.nextWaiting = null;
            if (busy[each.cookie()]) {
                each.letGo();
                release(each);
            }
        }
    }

    /** {@inheritDoc} An item is a request, or a transfer that is done. */
    @Override
    public boolean run(int budget) {
        runner = Thread.currentThread();
        try {
            return pollAndServe(budget);
        } finally {
            runner = null;
        }
    }

    private boolean pollAndServe(int budget) {
        boolean more = pollDisks(budget);
        submitWaiting();
        serve(budget);
        interrupted = false;
        more |= pollDisks(budget);
        submitWaiting();
        pushAll();
        return more || interrupted || canServe();
    }

    private boolean pollDisks(int budget) {
        boolean more = false;
        for (int i = 0; i < disks.size(); i++) {
            more |= disks.get(i).poll(events, budget);
        }
        return more;
    }

    private void submitWaiting() {
        PendingRequest each = firstWaiting;
        firstWaiting = null;
        lastWaiting = null;
        while (each != null) {
            PendingRequest next = each.nextWaiting;
            each.nextWaiting = null;
            submitOrWait(each);
            each = next;
        }
    }

    private void serve(int budget) {
        BlkbackInterface[] all = interfaces;
        int left = budget;
        int idle = 0;
        flushBegun = false;
        while (idle < all.length && left > 0 && mayTakeMore()) {
            next = next < all.length ? next : 0;
            int served = all[next++].serve(Math.min(left, REQUESTS_PER_TURN));
            left -= served;
            idle = served == 0 ? idle + 1 : 0;
        }
    }

    private void pushAll() {
        for (BlkbackInterface each : interfaces) {
            each.push();
        }
    }

    private boolean canServe() {
        if (!hasRoom()) {
            return false;
        }
        for (BlkbackInterface each : interfaces) {
            if (each.hasRequest()) {
                return true;
            }
        }
        return false;
    }
}
