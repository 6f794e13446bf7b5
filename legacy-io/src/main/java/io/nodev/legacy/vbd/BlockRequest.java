package io.nodev.legacy.vbd;

import io.nodev.hypervisor.memory.MachineMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A request, copied from its slot in one read; nothing of it is read from shared memory again. One object for all requests,
 * filled for each.
 */
final class BlockRequest {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BYTE_MASK = 0xFF;
    private static final int HALF_MASK = 0xFFFF;

    private final byte[] slot = new byte[BlockRingLayout.SLOT_SIZE];

    /** Takes the slot at a machine address. */
    void copyFrom(MachineMemory memory, int slotAddress) {
        memory.read(slotAddress, slot, 0, slot.length);
    }

    /** The guest's own number; any 32 bits. */
    int id() {
        return word(BlockRingLayout.ID);
    }

    /** Number of the VBD, 0 to 65,535. */
    int device() {
        return word(BlockRingLayout.DEVICE) & HALF_MASK;
    }

    /** Any 8 bits. */
    int operation() {
        return slot[BlockRingLayout.OPERATION] & BYTE_MASK;
    }

    /** 0 to 255. */
    int segments() {
        return slot[BlockRingLayout.SEGMENT_COUNT] & BYTE_MASK;
    }

    /** Any 64 bits, unsigned. */
    long sector() {
        return (long) LONGS.get(slot, BlockRingLayout.SECTOR);
    }

    /** Sectors of a segment, 0 to 511. */
    int sectors(int segment) {
        return segment(segment) & BlockRingLayout.SEGMENT_SECTORS;
    }

    /** Machine address of a segment's first byte, a multiple of 512; perhaps outside the machine. */
    int address(int segment) {
        return segment(segment) & ~BlockRingLayout.SEGMENT_SECTORS;
    }

    private int segment(int index) {
        return word(BlockRingLayout.SEGMENTS + index * Integer.BYTES);
    }

    private int word(int offset) {
        return (int) INTS.get(slot, offset);
    }

    /** Whether the operation is one that is known. */
    boolean hasKnownOperation() {
        int operation = operation();
        return operation == BlockRingLayout.READ
                || operation == BlockRingLayout.WRITE
                || operation == BlockRingLayout.FLUSH;
    }

    /** Whether there are as many segments as the operation needs and none is empty. */
    boolean hasGoodSegments() {
        if (operation() == BlockRingLayout.FLUSH) {
            return segments() == 0;
        }
        if (segments() == 0 || segments() > BlockRingLayout.MAX_SEGMENTS) {
            return false;
        }
        for (int segment = 0; segment < segments(); segment++) {
            if (sectors(segment) == 0) {
                return false;
            }
        }
        return true;
    }
}
