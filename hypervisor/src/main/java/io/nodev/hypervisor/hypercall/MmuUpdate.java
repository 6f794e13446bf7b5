package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.PageTables;

/**
 * {@code mmu_update(address, count)}: an array of pairs of u32, the machine address of an entry and its new value. Stops
 * at the first that is refused. Returns 0, -EFAULT if a pair lies where the caller has no memory, -EINVAL for a pair
 * that is refused or for a count below 0 or above 4,096. Source: xen/common/memory.c at ddc87ed302, the ordinary update only.
 */
public final class MmuUpdate implements Hypercall {
    private static final int PAIR = 8;

    private final PageTables pageTables;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(PAIR));

    /** Over the page tables of one machine. */
    public MmuUpdate(PageTables pageTables) {
        this.pageTables = pageTables;
    }

    @Override
    public int call(Domain caller, int address, int count, int a3) {
        if (!Batch.allows(count, Batch.MAX_ITEMS)) {
            return -EINVAL;
        }
        Arguments pair = arguments.get();
        for (int i = 0; i < count; i++) {
            if (!pair.read(caller, address + i * PAIR, PAIR)) {
                return -EFAULT;
            }
            if (!pageTables.update(caller.id(), pair.getInt(0), pair.getInt(Integer.BYTES))) {
                return -EINVAL;
            }
        }
        return 0;
    }
}
