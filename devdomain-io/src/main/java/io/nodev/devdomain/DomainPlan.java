package io.nodev.devdomain;

import io.nodev.common.guest.Guest;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VifConfig;
import io.nodev.devdomain.blkback.Blkback;
import io.nodev.devdomain.blkfront.Blkfront;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.domain.MemoryLayout;
import io.nodev.hypervisor.grant.GrantEntryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A domain as it is to be made: what the description says, and what its drivers need besides. */
final class DomainPlan {
    private static final int PAGES_PER_INTERFACE = 2 * 256 + 2;
    private static final int KERNEL_PAGES = 64;
    private static final int DEVICE_DOMAIN_PAGES = 512;
    private static final int MAPPINGS_PER_INTERFACE = PAGES_PER_INTERFACE;

    private final DomainConfig config;
    private final Supplier<? extends Guest> guest;
    private final List<VifConfig> vifs = new ArrayList<>();
    private final List<VbdConfig> vbds = new ArrayList<>();
    private boolean blockDriver;

    DomainPlan(DomainConfig config, Supplier<? extends Guest> guest) {
        this.config = config;
        this.guest = guest;
    }

    int id() {
        return config.id();
    }

    String name() {
        return config.name();
    }

    Supplier<? extends Guest> guest() {
        return guest;
    }

    void add(VifConfig vif) {
        vifs.add(vif);
    }

    List<VifConfig> vifs() {
        return vifs;
    }

    void add(VbdConfig vbd) {
        vbds.add(vbd);
    }

    List<VbdConfig> vbds() {
        return vbds;
    }

    /** The domain's guest has a block driver, with or without VBDs. */
    void setBlockDriver() {
        blockDriver = true;
    }

    boolean hasBlockDriver() {
        return blockDriver;
    }

    private int blockPages() {
        return blockDriver ? Blkfront.PAGES : 0;
    }

    /** Pages that the domain's grant table needs: one reference for the shared-info page, the rest for interfaces. */
    int grantPages() {
        int references = 1 + vifs.size() * PAGES_PER_INTERFACE + blockPages();
        return (references + GrantEntryLayout.PER_PAGE - 1) / GrantEntryLayout.PER_PAGE;
    }

    /**
     * The configuration with memory for drivers added to what the guest has, and address space for mappings.
     *
     * @param served interfaces of other domains that this one serves; negative if it is no device domain
     * @param rings block interfaces of other domains that this one serves; negative if it has no disk
     * @param controlled domains whose shared-info pages it maps
     */
    DomainConfig sized(int served, int rings, int controlled) {
        boolean deviceDomain = served >= 0;
        int memory = config.memory().memoryPages()
                + KERNEL_PAGES
                + vifs.size() * PAGES_PER_INTERFACE
                + blockPages()
                + (deviceDomain ? DEVICE_DOMAIN_PAGES : 0);
        int mappings = config.memory().mappingPages()
                + grantPages()
                + controlled
                + Math.max(served, 0) * MAPPINGS_PER_INTERFACE
                + Math.max(rings, 0) * Blkback.MAPPINGS_PER_INTERFACE;
        return new DomainConfig(
                config.id(),
                config.name(),
                config.privileged(),
                new MemoryLayout(mappings, memory),
                config.favoured() || deviceDomain);
    }
}
