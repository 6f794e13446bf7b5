package io.nodev.devdomain;

import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallTable;

/** Makes the table of hypercalls of one machine. */
@FunctionalInterface
public interface HypercallTableFactory {
    /** The table, from what the hypervisor itself answers. */
    HypercallTable table(CoreHypercalls core);
}
