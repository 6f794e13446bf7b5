package io.nodev.legacy.vbd;

/** The rings with work in round robin. Source: io_schedule, xen/drivers/block/xen_block.c at ddc87ed302. */
final class BlockSchedule {
    private BlockRing first;
    private BlockRing last;

    boolean isEmpty() {
        return first == null;
    }

    /** Puts a ring at the end unless it is in line already. */
    void add(BlockRing ring) {
        if (ring.scheduled) {
            return;
        }
        ring.scheduled = true;
        if (first == null) {
            first = ring;
        } else {
            last.nextScheduled = ring;
        }
        last = ring;
    }

    /** Takes the first out of the line, which is not empty. */
    BlockRing take() {
        BlockRing ring = first;
        first = ring.nextScheduled;
        if (first == null) {
            last = null;
        }
        ring.nextScheduled = null;
        ring.scheduled = false;
        return ring;
    }
}
