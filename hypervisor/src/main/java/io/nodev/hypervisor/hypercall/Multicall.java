package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.EINVAL;

import io.nodev.hypervisor.domain.Domain;

/**
 * {@code multicall(address, count)}: an array of calls, made in order, each with its own result.
 *
 * <pre>
 *  0      4      8      12     16     20     24     28     32
 * +------+------+------+------+------+------+------+------+
 * |number| arg 1| arg 2| arg 3|   unused    |result|unused|
 * +------+------+------+------+------+------+------+------+
 * </pre>
 *
 * Returns 0; -EINVAL for a count below 0 or above 512; -EFAULT if an entry lies where the caller has no memory, with those
 * before it made. An entry that is itself a multicall gets -EINVAL. Source: xen/include/hypervisor-ifs/hypervisor-if.h at
 * ddc87ed302.
 */
public final class Multicall implements Hypercall {
    /** Bytes of an entry. */
    public static final int ENTRY = 32;

    /** Offset of the call's number. */
    public static final int NUMBER = 0;

    /** Offset of the first argument; the others follow. */
    public static final int ARGUMENTS = 4;

    /** Offset of the result. */
    public static final int RESULT = 24;

    private final HypercallTable table;
    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(ENTRY));

    /** Over the calls of one machine. */
    public Multicall(HypercallTable table) {
        this.table = table;
    }

    @Override
    public int call(Domain caller, int address, int count, int a3) {
        if (!Batch.allows(count, Batch.MAX_CALLS)) {
            return -EINVAL;
        }
        Arguments entry = arguments.get();
        for (int i = 0; i < count; i++) {
            int at = address + i * ENTRY;
            if (!entry.read(caller, at, ENTRY)) {
                return -EFAULT;
            }
            entry.putInt(RESULT, perform(caller, entry));
            if (!entry.write(caller, at, ENTRY)) {
                return -EFAULT;
            }
        }
        return 0;
    }

    private int perform(Domain caller, Arguments entry) {
        int number = entry.getInt(NUMBER);
        if (number == HypercallNumber.MULTICALL) {
            return -EINVAL;
        }
        return table.call(
                caller,
                number,
                entry.getInt(ARGUMENTS),
                entry.getInt(ARGUMENTS + Integer.BYTES),
                entry.getInt(ARGUMENTS + 2 * Integer.BYTES));
    }
}
