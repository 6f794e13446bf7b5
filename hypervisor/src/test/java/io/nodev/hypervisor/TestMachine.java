package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.time.ManualClock;

/** A small machine for tests, with a clock held by hand. */
public final class TestMachine {
    /** Pages of ordinary memory of each domain. */
    public static final int PAGES = 16;

    private static final int MAPPING_PAGES = 64;

    /** The clock of the machine. */
    public final ManualClock clock = new ManualClock(0);

    /** The hypervisor. */
    public final Hypervisor hypervisor;

    /** With room for a dozen small domains. */
    public TestMachine() {
        this(512);
    }

    /** With a number of frames. */
    public TestMachine(int frames) {
        hypervisor = new Hypervisor(MemoryRegion.ofFrames(frames), clock);
    }

    /** The configuration of a small domain. */
    public static DomainConfig small(int id) {
        return DomainConfig.ordinary(id, "d" + id, PAGES).withMappingPages(MAPPING_PAGES);
    }

    /** Creates a small unprivileged domain. */
    public Domain domain(int id) {
        return hypervisor.createDomain(small(id));
    }

    /** Creates a small privileged domain. */
    public Domain privileged(int id) {
        return hypervisor.createDomain(small(id).withPrivilege());
    }

    /** Creates a small domain with the scheduling hint. */
    public Domain favoured(int id) {
        return hypervisor.createDomain(small(id).withFavour());
    }

    /** The frame behind a page of a domain's ordinary memory. */
    public static int frameOf(Domain domain, int page) {
        return domain.memory().entry(address(domain, page)) >>> 12;
    }

    /** The virtual address of a page of a domain's ordinary memory. */
    public static int address(Domain domain, int page) {
        return domain.layout().memoryBase() + page * 4096;
    }

    /** The virtual address of a page for mappings. */
    public static int mappingAddress(Domain domain, int page) {
        return domain.layout().mappingBase() + page * 4096;
    }

    /** Frames that nobody owns. */
    public int free() {
        return hypervisor.frames().owned(FrameTable.FREE);
    }
}
