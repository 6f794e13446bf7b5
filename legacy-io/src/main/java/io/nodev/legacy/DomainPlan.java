package io.nodev.legacy;

import io.nodev.common.guest.Guest;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.DomainConfig;
import java.util.List;
import java.util.function.Supplier;

/** A domain as described. */
record DomainPlan(DomainConfig config, Supplier<? extends Guest> guest, List<VifConfig> vifs, List<VbdConfig> vbds) {
    /** Frames that the domain takes of the machine's: tables, shared-info page, memory, ring pages; the block ring has one of its own. */
    int frames() {
        return config.memory().tables() + 1 + config.memory().memoryPages() + vifs.size() + 1;
    }
}
