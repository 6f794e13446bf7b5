package io.nodev.legacy.vbd;

import static io.nodev.hypervisor.Errno.EFAULT;
import static io.nodev.hypervisor.Errno.ENOSYS;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.Arguments;
import io.nodev.hypervisor.hypercall.Hypercall;

/**
 * {@code block_io_op(address)} of a machine that knows no block command: like any real call it reads its argument first,
 * so an address that the caller has no memory at gives -EFAULT; then every command, being an unknown one, gives -ENOSYS.
 * Source: xen/drivers/block/xen_block.c at ddc87ed302.
 */
public final class BlockIoOp implements Hypercall {
    /** Bytes of the structure: a command and a union, the longest member being that of VBD_GROW with its extent. */
    public static final int SIZE = 4 + 32;

    private final ThreadLocal<Arguments> arguments = ThreadLocal.withInitial(() -> new Arguments(SIZE));

    /** The same for every machine. */
    public BlockIoOp() {}

    @Override
    public int call(Domain caller, int address, int a2, int a3) {
        return arguments.get().read(caller, address, SIZE) ? -ENOSYS : -EFAULT;
    }
}
