package io.nodev.tck.harness;

import io.nodev.hypervisor.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the fields of a block request lie in its slot, which have the same widths in every stack.
 *
 * @param id u32
 * @param device u16
 * @param operation u8
 * @param count u8, how many segments
 * @param sector u64
 * @param segments the first of the segments, u32 each
 */
public record BlockSlot(int id, int device, int operation, int count, int sector, int segments) {
    /** Writes a request but for its segments. */
    void write(Memory memory, int slot, BlockRequest request) {
        memory.putInt(slot + id, request.id());
        memory.putShort(slot + device, (short) request.device());
        memory.putByte(slot + operation, (byte) request.operation());
        memory.putByte(slot + count, (byte) request.segments().size());
        memory.putInt(slot + sector, (int) request.sector());
        memory.putInt(slot + sector + Integer.BYTES, (int) (request.sector() >> Integer.SIZE));
    }

    /** The place of a segment in its slot. */
    int segment(int index) {
        return segments + index * Integer.BYTES;
    }

    /** Everything in the slots of a ring that the other side reads. */
    List<SharedField> fields(RawRing ring) {
        List<SharedField> fields = new ArrayList<>(List.of(
                ring.slotField("block.id", id, Integer.BYTES),
                ring.slotField("block.device", device, Short.BYTES).withLikely(0x300, 0x301, 0x302, 0x303),
                ring.slotField("block.operation", operation, 1).withLikely(0, 1, 2, 3, 4),
                ring.slotField("block.count", count, 1).withLikely(0, 1, 11, 12, -1),
                ring.slotField("block.sector", sector, Integer.BYTES),
                ring.slotField("block.sectorHigh", sector + Integer.BYTES, Integer.BYTES)));
        for (int i = 0; i < BlockRequest.MAX_SEGMENTS; i++) {
            fields.add(ring.slotField("block.segment" + i, segment(i), Integer.BYTES));
        }
        return fields;
    }
}
