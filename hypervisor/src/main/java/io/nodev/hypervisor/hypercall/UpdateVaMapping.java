package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTables;

/**
 * {@code update_va_mapping(address, entry)}: replaces the entry that maps one of the caller's virtual addresses. Returns
 * 0, or -EINVAL if the address is beyond the tables or the entry is refused. Source: xen/common/memory.c at ddc87ed302.
 */
public final class UpdateVaMapping implements Hypercall {
    private final PageTables pageTables;

    /** Over the page tables of one machine. */
    public UpdateVaMapping(PageTables pageTables) {
        this.pageTables = pageTables;
    }

    @Override
    public int call(Domain caller, int virtualAddress, int entry, int a3) {
        int entryAddress = caller.memory().entryAddress(virtualAddress);
        return entryAddress != AddressSpace.FAULT && pageTables.update(caller.id(), entryAddress, entry) ? 0 : -EINVAL;
    }
}
