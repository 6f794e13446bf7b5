package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.Extent;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.legacy.work.Marks;
import io.nodev.legacy.work.SharedWork;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/**
 * The block half of a legacy machine: its disks, its domains' rings and VBDs. A failure of a disk's driver comes out of whatever
 * call met it as a {@link io.nodev.hypervisor.HypervisorFault}, and nothing is done any more.
 */
public final class LegacyDisks {
    /** The most real disks that domain 0 gets. Source: xen/drivers/block/xen_block.c at ddc87ed302. */
    private static final int MAX_REAL = 256;

    /** Disks may be slow, and whoever is inside is in a hypercall, which may not last: the rest is for the hypervisor's turns. */
    private static final int ROUNDS = 1;

    private final Hypervisor hypervisor;
    private final boolean unmaskedSlot;
    private final List<Disk> described;
    private final DiskTable disks;
    private final PendingRequests pending = new PendingRequests();
    private final UnpublishedRings unpublished = new UnpublishedRings();
    private final DiskWork diskWork;
    private final RequestIntake intake;
    private final Marks<BlockRing> marked = new Marks<>();
    private final SharedWork work = new SharedWork("the disks", ROUNDS, this::round);
    private final List<BlockRing> all = new CopyOnWriteArrayList<>();
    private final DiskEvents diskEvents;
    private volatile BlockRing[] byDomain = new BlockRing[0];

    /** The thread that is in a round, which will see by itself what a disk of its round has to show. */
    private volatile Thread inRound;

    /**
     * Disks without VBDs.
     *
     * @param unmaskedSlot whether {@link io.nodev.legacy.vfr.Quirk#UNMASKED_SLOT} is on
     * @throws IllegalArgumentException if two have the same number
     */
    public LegacyDisks(Hypervisor hypervisor, List<Disk> all, boolean unmaskedSlot) {
        this.hypervisor = hypervisor;
        this.unmaskedSlot = unmaskedSlot;
        this.described = List.copyOf(all);
        this.disks = new DiskTable(all);
        this.diskWork = new DiskWork(hypervisor, disks, pending, unpublished);
        this.intake = new RequestIntake(hypervisor, pending, diskWork, unpublished);
        this.diskEvents = diskWork::completed;
    }

    /**
     * Connects the disks to the rest of the machine: their interrupts get a turn of the hypervisor's, and a dying domain's ring
     * goes. Called once, before anything runs.
     */
    public void connect(Scheduler scheduler) {
        Runnable soon = scheduler.addHypervisorWork("disks", budget -> {
            work.request();
            return false;
        });
        work.onHandOver(soon);
        disks.all()
                .forEach(disk -> disk.onInterrupt(() -> {
                    if (Thread.currentThread() != inRound) {
                        soon.run();
                    }
                }));
        hypervisor.addDeviceTeardown(this::unlink);
    }

    /** The disks, in the order given. */
    public List<Disk> disks() {
        return described;
    }

    /** The ring of a living domain, or null. */
    public BlockRing find(int domain) {
        BlockRing[] rings = byDomain;
        return domain >= 0 && domain < rings.length ? rings[domain] : null;
    }

    /** Every ring there ever was, in order of creation. */
    public List<BlockRing> all() {
        return List.copyOf(all);
    }

    /** Requests in flight, machine wide. May be late. */
    int inFlight() {
        return pending.inFlight();
    }

    /**
     * Creates a domain's ring; domain 0 has a VBD for each disk from the start. Before the domain runs.
     *
     * @return the ring; null if the machine has no frame for it
     */
    public BlockRing create(Domain domain) {
        int ringPage = hypervisor.frames().allocate(domain.id());
        if (ringPage == FrameTable.NONE) {
            return null;
        }
        hypervisor.frames().pin(ringPage);
        BlockRing ring = new BlockRing(hypervisor, domain, ringPage, unmaskedSlot);
        if (domain.id() == 0) {
            disks.all().stream()
                    .limit(MAX_REAL)
                    .map(DrivenDisk::disk)
                    .forEach(disk -> ring.vbds().add(real(disk)));
        }
        all.add(ring);
        put(domain.id(), ring);
        return ring;
    }

    private static Vbd real(Disk disk) {
        Vbd vbd = Vbd.real(disk.device(), disk.type(), disk.readOnly());
        vbd.setExtents(List.of(new Extent(disk.device(), 0, disk.sectors())));
        return vbd;
    }

    private synchronized void put(int domain, BlockRing ring) {
        BlockRing[] rings = Arrays.copyOf(byDomain, Math.max(byDomain.length, domain + 1));
        rings[domain] = ring;
        byDomain = rings;
    }

    /** Has a ring served. On any thread; never waits. If somebody is inside already, that one does it. */
    void signal(BlockRing ring) {
        marked.mark(ring);
        work.request();
    }

    /** Starts a ring over; returns 0, or -EINVAL if something is unanswered. Waits until nobody is inside. */
    int reset(BlockRing ring) {
        return alone(() -> ring.reset() ? 0 : -EINVAL);
    }

    private void unlink(Domain domain) {
        BlockRing ring = find(domain.id());
        if (ring != null && ring.domain() == domain) {
            put(domain.id(), null);
            alone(() -> {
                ring.unlink();
                return 0;
            });
        }
    }

    /** Does a control operation when nobody is inside. */
    int alone(IntSupplier operation) {
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

    /** One round: what the disks are done with, what waited for room, the rings that somebody marked, and what was done at once. */
    private boolean round() {
        inRound = Thread.currentThread();
        disks.poll(diskEvents);
        diskWork.retry();
        marked.takeAll();
        for (BlockRing ring = marked.next(); ring != null; ring = marked.next()) {
            intake.add(ring);
        }
        boolean more = intake.run();
        if (disks.isInterrupted()) {
            disks.poll(diskEvents);
            diskWork.retry();
        }
        unpublished.publishAll();
        inRound = null;
        return more || disks.isInterrupted() || !marked.isEmpty();
    }
}
