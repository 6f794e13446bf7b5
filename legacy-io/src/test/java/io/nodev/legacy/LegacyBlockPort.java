package io.nodev.legacy;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.legacy.vbd.BlockIoOpLayout;
import io.nodev.legacy.vbd.BlockRingLayout;
import io.nodev.tck.harness.BlockRequest;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.BlockSlot;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawRing;
import io.nodev.tck.harness.RingBlockPort;

/** The block ring of a legacy machine's domain without a driver. */
final class LegacyBlockPort extends RingBlockPort {
    private static final int HALF = 0xFFFF;
    private static final BlockSlot SLOT = new BlockSlot(
            BlockRingLayout.ID,
            BlockRingLayout.DEVICE,
            BlockRingLayout.OPERATION,
            BlockRingLayout.SEGMENT_COUNT,
            BlockRingLayout.SECTOR,
            BlockRingLayout.SEGMENTS);

    private final AddressSpace memory;
    private final int argument;
    private int port;

    private LegacyBlockPort(MachineUnderTest machine, GuestKernel kernel) {
        super(machine, kernel);
        this.memory = kernel.memory();
        this.argument = kernel.scratch(BlockIoOpLayout.SIZE);
    }

    /** Opens the ring of a domain, in its turn. */
    static LegacyBlockPort open(MachineUnderTest machine, GuestKernel kernel) {
        LegacyBlockPort port = new LegacyBlockPort(machine, kernel);
        port.map();
        port.port = kernel.bindVirq(Virq.BLKDEV, port::notified);
        if (port.port <= 0) {
            throw new IllegalStateException("no port for the interrupt: domain=" + port.domain());
        }
        return port;
    }

    /** The port that responses are told at. */
    int port() {
        return port;
    }

    private void map() {
        if (call(BlockIoOpLayout.RING_ADDRESS) != 0) {
            throw new IllegalStateException("the hypervisor does not tell where the ring is: domain=" + domain());
        }
        int page = kernel().mappings().take();
        int frame = memory.getInt(argument + BlockIoOpLayout.RING_FRAME);
        kernel().gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, PageTableEntry.writable(frame), 0);
        memory.zero(page, MachineMemory.PAGE_SIZE);
        connect(new RawRing(memory, BlockRingLayout.RING, page, page + BlockRingLayout.FIRST_SLOT));
    }

    private int call(int command) {
        memory.putInt(argument + BlockIoOpLayout.COMMAND, command);
        return kernel().gate().call(HypercallNumber.BLOCK_IO_OP, argument);
    }

    @Override
    protected BlockSlot slot() {
        return SLOT;
    }

    @Override
    protected int segment(int buffer, int sectors) {
        requireContiguous(buffer, sectors);
        return memory.translate(buffer) | sectors;
    }

    private void requireContiguous(int buffer, int sectors) {
        for (int at = 0; at < sectors * BlockRequest.SECTOR; at += MachineMemory.PAGE_SIZE) {
            if (memory.translate(buffer + at) != memory.translate(buffer) + at) {
                throw new IllegalStateException("the pages of a long segment do not adjoin: sectors=" + sectors);
            }
        }
    }

    @Override
    protected BlockResponse read(int slot) {
        int operation = memory.getShort(slot + BlockRingLayout.RESPONSE_OPERATION) & HALF;
        return new BlockResponse(
                memory.getInt(slot + BlockRingLayout.ID), operation, memory.getInt(slot + BlockRingLayout.STATUS));
    }

    @Override
    protected void tell() {
        call(BlockIoOpLayout.SIGNAL);
    }

    @Override
    protected int longestSegment() {
        return BlockRingLayout.SEGMENT_SECTORS;
    }
}
