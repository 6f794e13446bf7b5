package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.domain.DomainTable;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.grant.GrantTables;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.memory.PageTables;
import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One machine's hypervisor: memory, ports, grants and domains. An architecture adds to it what it has more, by way of
 * the hypercall table and of {@link TeardownStep}s.
 */
public final class Hypervisor {
    private final MachineMemory memory;
    private final FrameTable frames;
    private final PageTables pageTables;
    private final EventChannels events;
    private final GrantTables grants;
    private final Clock clock;
    private final TimerQueue timers = new TimerQueue();
    private final DomainTable domains = new DomainTable();
    private final DomainConstruction construction;
    private final Object lifecycle = new Object();
    private final List<TeardownStep> stop = new CopyOnWriteArrayList<>();
    private final List<TeardownStep> deviceTeardown = new CopyOnWriteArrayList<>();
    private final List<TeardownStep> ruleTeardown = new CopyOnWriteArrayList<>();
    private volatile MachineHalt halt = status -> {};
    private volatile Runnable onLateEnd = () -> {};

    /** What an architecture does when a domain dies. */
    @FunctionalInterface
    public interface TeardownStep {
        /** Removes whatever belongs to, or names, the dying domain. */
        void tearDown(Domain domain);
    }

    /** A machine over a region of memory, with no domain yet. */
    public Hypervisor(MemoryRegion region, Clock clock) {
        this.memory = new MachineMemory(region);
        this.frames = new FrameTable(memory);
        this.pageTables = new PageTables(memory, frames);
        this.events = new EventChannels(memory);
        this.grants = new GrantTables(memory, frames, pageTables);
        this.construction = new DomainConstruction(memory, frames, pageTables);
        this.clock = clock;
    }

    /** All frames by machine address. */
    public MachineMemory memory() {
        return memory;
    }

    /** Owners of frames. */
    public FrameTable frames() {
        return frames;
    }

    /** Validated changes of page tables. */
    public PageTables pageTables() {
        return pageTables;
    }

    /** Event ports. */
    public EventChannels events() {
        return events;
    }

    /** Grants. */
    public GrantTables grants() {
        return grants;
    }

    /** Time since boot. */
    public Clock clock() {
        return clock;
    }

    /** What is to happen later. */
    public TimerQueue timers() {
        return timers;
    }

    /** The living domains. */
    public DomainTable domains() {
        return domains;
    }

    /** Adds a step that ends the domain's turns, done before all else; a scheduler's {@code remove} is one. */
    public void addStop(TeardownStep step) {
        stop.add(step);
    }

    /** Sets who ends the machine when domain 0 is killed; it should see to it that no virtual CPU has another turn. */
    public void onHalt(MachineHalt listener) {
        this.halt = listener;
    }

    /** Adds a step that unlinks devices, done before event channels are closed; steps run in order of being added. */
    public void addDeviceTeardown(TeardownStep step) {
        deviceTeardown.add(step);
    }

    /** Adds a step that removes rules naming the domain, done after event channels are closed. */
    public void addRuleTeardown(TeardownStep step) {
        ruleTeardown.add(step);
    }

    /**
     * Sets who is told whenever pages of a dead domain are free that a late turn of it could reach until now; on the thread of
     * that turn.
     */
    public void onLateTurnsPagesFreed(Runnable listener) {
        this.onLateEnd = listener;
    }

    /**
     * Creates a domain with its page tables, shared-info page and zeroed memory.
     *
     * @throws IllegalArgumentException if the id is taken
     * @throws OutOfFramesException if the machine has too few free frames; none is lost
     */
    public Domain createDomain(DomainConfig config) {
        synchronized (lifecycle) {
            if (domains.find(config.id()) != null) {
                throw new IllegalArgumentException("the id is taken: id=" + config.id());
            }
            Domain domain = construction.build(config);
            events.register(domain);
            grants.register(domain);
            domains.add(domain);
            return domain;
        }
    }

    /**
     * Kills a domain: its turns end, devices are unlinked, event channels closed, rules that name it removed; then nobody
     * finds it any more and its memory is freed, except for pages that another domain still maps or a device still reads,
     * which are the hypervisor's until then. So are all pages that it can reach while a turn of it does not end. Killing it
     * again does nothing.
     *
     * <p>Killing domain 0 ends the machine instead: nothing is torn down, and who asked by {@link #onHalt} is told, with
     * {@link MachineHalt#OK}. Source of the order, and of domain 0's part in it: xen/common/domain.c at ddc87ed302, where the
     * machine reboots.
     *
     * <p>Without a stop step the caller sees to it that the domain has no more turns.
     */
    public void destroyDomain(Domain domain) {
        destroy(domain, MachineHalt.OK);
    }

    /** {@link #destroyDomain} of one whose turn ended in an exception: if it is domain 0, with {@link MachineHalt#PANIC}. */
    public void destroyCrashed(Domain domain) {
        destroy(domain, MachineHalt.PANIC);
    }

    private void destroy(Domain domain, int haltStatus) {
        if (!domain.markDying()) {
            return;
        }
        if (domain.id() == 0) {
            halt.halt(haltStatus);
            return;
        }
        stop.forEach(step -> step.tearDown(domain));
        synchronized (lifecycle) {
            tearDown(domain);
        }
    }

    private void tearDown(Domain domain) {
        domain.reservation().close();
        deviceTeardown.forEach(step -> step.tearDown(domain));
        events.closeAll(domain);
        ruleTeardown.forEach(step -> step.tearDown(domain));
        domains.remove(domain);
        Runnable endMappings = grants.unregister(domain);
        domain.awaitReleased();
        construction.demolish(domain, endMappings, onLateEnd);
    }
}
