package io.nodev.legacy.vbd;

/** The rings with responses that their guests were not shown yet. */
final class UnpublishedRings {
    private BlockRing first;

    void add(BlockRing ring) {
        if (!ring.unpublished) {
            ring.unpublished = true;
            ring.nextUnpublished = first;
            first = ring;
        }
    }

    void publishAll() {
        while (first != null) {
            BlockRing ring = first;
            first = ring.nextUnpublished;
            ring.nextUnpublished = null;
            ring.unpublished = false;
            ring.publish();
        }
    }
}
