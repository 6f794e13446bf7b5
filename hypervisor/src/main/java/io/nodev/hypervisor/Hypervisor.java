package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.domain.DomainTable;
import io.nodev.hypervisor.domain.MemoryLayout;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.grant.GrantTables;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.memory.PageTables;
import io.nodev.hypervisor.time.Clock;
import io.nodev.hypervisor.time.TimerQueue;
import java.util.ArrayList;
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
    private final List<TeardownStep> deviceTeardown = new CopyOnWriteArrayList<>();
    private final List<TeardownStep> ruleTeardown = new CopyOnWriteArrayList<>();

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

    /** Adds a step that unlinks devices, done before event channels are closed; steps run in order of being added. */
    public void addDeviceTeardown(TeardownStep step) {
        deviceTeardown.add(step);
    }

    /** Adds a step that removes rules naming the domain, done after event channels are closed. */
    public void addRuleTeardown(TeardownStep step) {
        ruleTeardown.add(step);
    }

    /**
     * Creates a domain with its page tables, shared-info page and zeroed memory.
     *
     * @throws IllegalArgumentException if the id is taken
     * @throws IllegalStateException if the machine has too few free frames; none is lost
     */
    public Domain createDomain(DomainConfig config) {
        MemoryLayout layout = config.memory();
        int needed = layout.tables() + 1 + layout.memoryPages();
        if (domains.find(config.id()) != null) {
            throw new IllegalArgumentException("the id is taken: id=" + config.id());
        }
        if (frames.owned(FrameTable.FREE) < needed) {
            throw new IllegalStateException(
                    "domain " + config.id() + " needs " + needed + " frames: free=" + frames.owned(FrameTable.FREE));
        }
        AddressSpace space = new AddressSpace(memory, config.id(), pageTableFrames(config));
        int sharedInfo = allocatePinned(config.id());
        map(space, layout.sharedInfo(), sharedInfo);
        for (int page = 0; page < layout.memoryPages(); page++) {
            map(space, layout.memoryBase() + page * MachineMemory.PAGE_SIZE, frames.allocate(config.id()));
        }
        Domain domain = new Domain(config, space, sharedInfo);
        events.register(domain);
        grants.register(domain);
        domains.add(domain);
        return domain;
    }

    private int[] pageTableFrames(DomainConfig config) {
        int[] tables = new int[config.memory().tables()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = allocatePinned(config.id());
            frames.acquirePageTable(tables[i], config.id());
        }
        return tables;
    }

    private int allocatePinned(int owner) {
        int frame = frames.allocate(owner);
        frames.pin(frame);
        return frame;
    }

    private void map(AddressSpace space, int virtualAddress, int frame) {
        pageTables.update(space.domain(), space.entryAddress(virtualAddress), PageTableEntry.writable(frame));
    }

    /**
     * Kills a domain: devices are unlinked, event channels closed, rules that name it removed; then nobody finds it any
     * more and its memory is freed, except for pages that another domain still maps or a device still reads.
     *
     * <p>The domain must have no more turns. Source of the order: xen/common/domain.c at ddc87ed302.
     */
    public void destroyDomain(Domain domain) {
        domain.markDying();
        deviceTeardown.forEach(step -> step.tearDown(domain));
        events.closeAll(domain);
        ruleTeardown.forEach(step -> step.tearDown(domain));
        domains.remove(domain);
        grants.unregister(domain);
        freeMemory(domain);
    }

    private void freeMemory(Domain domain) {
        domain.memory().revoke();
        List<Integer> tables = new ArrayList<>();
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (frames.isPageTable(frame, domain.id())) {
                tables.add(frame);
            }
        }
        tables.forEach(pageTables::clear);
        tables.forEach(frames::releaseTyped);
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (frames.owner(frame) == domain.id()) {
                frames.release(frame);
            }
        }
    }
}
