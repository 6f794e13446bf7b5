package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;
import static io.nodev.hypervisor.Errno.ENOSYS;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.grant.GrantStatus;
import io.nodev.hypervisor.grant.GrantTables;

/** {@code grant_table_op}: see {@link GrantTableOpLayout}. */
public final class GrantTableOp implements Hypercall {
    private final GrantTables grants;
    private final ThreadLocal<Arguments> arguments =
            ThreadLocal.withInitial(() -> new Arguments(GrantTables.MAX_PAGES * Integer.BYTES));

    /** Over the grants of one machine. */
    public GrantTableOp(GrantTables grants) {
        this.grants = grants;
    }

    @Override
    public int call(Domain caller, int command, int address, int count) {
        int size = sizeOf(command);
        if (size == 0) {
            return -ENOSYS;
        }
        if (!Batch.allows(count, Batch.MAX_ITEMS)) {
            return -EINVAL;
        }
        Arguments copy = arguments.get();
        for (int i = 0; i < count; i++) {
            int at = address + i * size;
            if (!copy.read(caller, at, size)) {
                return -EFAULT;
            }
            if (!perform(caller, command, copy) || !copy.write(caller, at, size)) {
                return -EFAULT;
            }
        }
        return 0;
    }

    private static int sizeOf(int command) {
        return switch (command) {
            case GrantTableOpLayout.MAP -> GrantTableOpLayout.MAP_SIZE;
            case GrantTableOpLayout.UNMAP -> GrantTableOpLayout.UNMAP_SIZE;
            case GrantTableOpLayout.SET_UP -> GrantTableOpLayout.SET_UP_SIZE;
            case GrantTableOpLayout.EXCHANGE -> GrantTableOpLayout.EXCHANGE_SIZE;
            case GrantTableOpLayout.QUERY -> GrantTableOpLayout.QUERY_SIZE;
            default -> 0;
        };
    }

    /** Returns false only if an answer had nowhere to go. */
    private boolean perform(Domain caller, int command, Arguments copy) {
        switch (command) {
            case GrantTableOpLayout.MAP -> map(caller, copy);
            case GrantTableOpLayout.UNMAP -> unmap(caller, copy);
            case GrantTableOpLayout.EXCHANGE -> exchange(caller, copy);
            case GrantTableOpLayout.QUERY -> query(caller, copy);
            default -> {
                return setUp(caller, copy);
            }
        }
        return true;
    }

    private void unmap(Domain caller, Arguments copy) {
        int status = grants.unmap(caller, copy.getInt(GrantTableOpLayout.UNMAP_HANDLE));
        copy.putInt(GrantTableOpLayout.UNMAP_STATUS, status);
    }

    private void exchange(Domain caller, Arguments copy) {
        int status = grants.exchange(
                caller,
                copy.getInt(GrantTableOpLayout.DOMAIN),
                copy.getInt(GrantTableOpLayout.REFERENCE),
                copy.getInt(GrantTableOpLayout.EXCHANGE_ADDRESS));
        copy.putInt(GrantTableOpLayout.EXCHANGE_STATUS, status);
    }

    private void query(Domain caller, Arguments copy) {
        int reference = copy.getInt(GrantTableOpLayout.QUERY_REFERENCE);
        boolean known = grants.has(caller.id(), reference);
        copy.putInt(GrantTableOpLayout.QUERY_USES, known ? grants.uses(caller.id(), reference) : 0);
        copy.putInt(GrantTableOpLayout.QUERY_STATUS, known ? GrantStatus.OKAY : GrantStatus.BAD_GRANT);
    }

    private void map(Domain caller, Arguments copy) {
        int handle = grants.map(
                caller,
                copy.getInt(GrantTableOpLayout.DOMAIN),
                copy.getInt(GrantTableOpLayout.REFERENCE),
                copy.getInt(GrantTableOpLayout.MAP_ADDRESS),
                (copy.getInt(GrantTableOpLayout.MAP_FLAGS) & GrantTableOpLayout.MAP_READ_ONLY) != 0);
        copy.putInt(GrantTableOpLayout.MAP_STATUS, Math.min(handle, GrantStatus.OKAY));
        copy.putInt(GrantTableOpLayout.MAP_HANDLE, handle);
    }

    /** The frame numbers go out before the structure does; both must be writable. */
    private boolean setUp(Domain caller, Arguments copy) {
        int pages = copy.getInt(GrantTableOpLayout.SET_UP_PAGES);
        int[] frames = new int[GrantTables.MAX_PAGES];
        int status = grants.setUp(caller, pages, frames);
        copy.putInt(GrantTableOpLayout.SET_UP_STATUS, status);
        return status != GrantStatus.OKAY
                || writeFrames(caller, copy.getInt(GrantTableOpLayout.SET_UP_FRAMES), frames, pages);
    }

    private static boolean writeFrames(Domain caller, int address, int[] frames, int pages) {
        Arguments list = new Arguments(pages * Integer.BYTES);
        for (int page = 0; page < pages; page++) {
            list.putInt(page * Integer.BYTES, frames[page]);
        }
        return list.write(caller, address, pages * Integer.BYTES);
    }
}
