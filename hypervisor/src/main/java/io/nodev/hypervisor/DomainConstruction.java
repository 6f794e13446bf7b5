package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.domain.MemoryLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.memory.PageTables;
import java.util.BitSet;

/** Lays out a new domain's memory, and takes a dead one's apart. One domain at a time. */
final class DomainConstruction {
    private final MachineMemory memory;
    private final FrameTable frames;
    private final PageTables pageTables;

    DomainConstruction(MachineMemory memory, FrameTable frames, PageTables pageTables) {
        this.memory = memory;
        this.frames = frames;
        this.pageTables = pageTables;
    }

    /**
     * Page tables, shared-info page and ordinary memory of a domain that nobody knows yet.
     *
     * @throws IllegalStateException if frames ran out; what was taken is given back
     */
    Domain build(DomainConfig config) {
        MemoryLayout layout = config.memory();
        int needed = layout.tables() + 1 + layout.memoryPages();
        if (frames.owned(FrameTable.FREE) < needed) {
            throw tooFewFrames(config, needed);
        }
        int[] tables = new int[layout.tables()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = allocate(config, needed);
            frames.pin(tables[i]);
            frames.acquirePageTable(tables[i], config.id());
        }
        AddressSpace space = new AddressSpace(memory, config.id(), tables);
        int sharedInfo = allocate(config, needed);
        frames.pin(sharedInfo);
        map(space, layout.sharedInfo(), sharedInfo);
        for (int page = 0; page < layout.memoryPages(); page++) {
            map(space, layout.memoryBase() + page * MachineMemory.PAGE_SIZE, allocate(config, needed));
        }
        return new Domain(config, space, sharedInfo);
    }

    /** Data paths take frames meanwhile, so that counting them beforehand promises nothing. */
    private int allocate(DomainConfig config, int needed) {
        int frame = frames.allocate(config.id());
        if (frame == FrameTable.NONE) {
            freeAllOf(config.id());
            throw tooFewFrames(config, needed);
        }
        return frame;
    }

    private OutOfFramesException tooFewFrames(DomainConfig config, int needed) {
        return new OutOfFramesException(
                "domain " + config.id() + " needs " + needed + " frames: free=" + frames.owned(FrameTable.FREE));
    }

    private void map(AddressSpace space, int virtualAddress, int frame) {
        pageTables.update(space.domain(), space.entryAddress(virtualAddress), PageTableEntry.writable(frame));
    }

    /**
     * Frees the memory of a domain that nobody finds any more. While a turn of it is late, every page that it can reach is
     * the hypervisor's instead, and is freed when that turn ends.
     *
     * @param endMappings ends the mappings that the domain has of others' pages
     * @param onLateEnd told when pages that were set aside are free, on the thread of the turn that ended
     */
    void demolish(Domain domain, Runnable endMappings, Runnable onLateEnd) {
        domain.memory().revoke();
        if (domain.isTurnLate()) {
            Remains remains = setAside(domain.id());
            domain.whenNoTurnIsLate(() -> {
                endMappings.run();
                free(remains);
                onLateEnd.run();
            });
        } else {
            endMappings.run();
            freeAllOf(domain.id());
        }
    }

    private record Remains(BitSet tables, BitSet frames) {}

    private Remains setAside(int domain) {
        Remains remains = new Remains(new BitSet(), new BitSet());
        for (int frame = 0; frame < memory.frames(); frame++) {
            remains.tables().set(frame, frames.isPageTable(frame, domain));
            remains.frames().set(frame, frames.setAside(frame, domain));
        }
        return remains;
    }

    private void free(Remains remains) {
        remains.tables().stream().forEach(this::freeTable);
        remains.frames().stream().forEach(frames::release);
    }

    private void freeTable(int frame) {
        pageTables.clear(frame);
        frames.releaseTyped(frame);
    }

    private void freeAllOf(int domain) {
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (frames.isPageTable(frame, domain)) {
                freeTable(frame);
            }
        }
        for (int frame = 0; frame < memory.frames(); frame++) {
            frames.abandon(frame, domain);
        }
    }
}
