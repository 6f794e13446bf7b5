package io.nodev.legacy.guest;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.vbd.BlockIoOpLayout;

/** {@code block_io_op} about the domain's own ring and VBDs, with its argument at a fixed place. */
final class BlockCalls {
    /**
     * The most VBDs that a guest handles, by ascending number: as many as a page has records for. A guest of 2004 handled 64, and
     * none if it had more: MAX_VBDS, xenolinux-2.4.25-sparse/arch/xen/drivers/block/vbd.c.
     */
    static final int MAX_VBDS = MachineMemory.PAGE_SIZE / BlockIoOpLayout.RECORD_SIZE;

    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int argument;
    private final int records;

    BlockCalls(GuestKernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.argument = kernel.scratch(BlockIoOpLayout.SIZE);
        this.records = kernel.scratch(MAX_VBDS * BlockIoOpLayout.RECORD_SIZE);
    }

    /** Makes a call that needs nothing but its command; returns its result. */
    int call(int command) {
        memory.putInt(argument + BlockIoOpLayout.COMMAND, command);
        return kernel.gate().call(HypercallNumber.BLOCK_IO_OP, argument);
    }

    /** What the last RING_ADDRESS said. */
    int ringFrame() {
        return memory.getInt(argument + BlockIoOpLayout.RING_FRAME);
    }

    /**
     * Asks for the domain's VBDs.
     *
     * @return how many there are, {@link #MAX_VBDS} if there are more, or a negated error number
     */
    int probe() {
        memory.putInt(argument + BlockIoOpLayout.DOMAIN, (int) BlockIoOpLayout.SELF);
        memory.putInt(argument + BlockIoOpLayout.DOMAIN + Integer.BYTES, 0);
        memory.putInt(argument + BlockIoOpLayout.MAX_RECORDS, MAX_VBDS);
        memory.putInt(argument + BlockIoOpLayout.ARRAY, records);
        int result = call(BlockIoOpLayout.VBD_PROBE);
        if (result == -Errno.ENOMEM) {
            return MAX_VBDS;
        }
        return result == 0 ? memory.getInt(argument + BlockIoOpLayout.RECORD_COUNT) : result;
    }

    /** Number of a VBD that the last probe told of. */
    int device(int record) {
        return memory.getShort(at(record) + BlockIoOpLayout.RECORD_DEVICE) & 0xFFFF;
    }

    /** Type and flags of a VBD that the last probe told of. */
    int info(int record) {
        return memory.getShort(at(record) + BlockIoOpLayout.RECORD_INFO) & 0xFFFF;
    }

    /** Capacity of a VBD that the last probe told of. */
    long capacity(int record) {
        int low = at(record) + BlockIoOpLayout.RECORD_CAPACITY;
        return memory.getInt(low) & 0xFFFF_FFFFL | (long) memory.getInt(low + Integer.BYTES) << Integer.SIZE;
    }

    private int at(int record) {
        return records + record * BlockIoOpLayout.RECORD_SIZE;
    }
}
