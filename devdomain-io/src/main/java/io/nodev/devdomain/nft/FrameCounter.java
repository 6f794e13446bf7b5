package io.nodev.devdomain.nft;

import io.nodev.common.stats.Counter;
import io.nodev.devdomain.nft.ruleset.Statement.Count;

/** What one {@code counter} counted. The device domain's thread writes, any thread reads. */
final class FrameCounter {
    private final Counter packets = new Counter();
    private final Counter bytes = new Counter();

    FrameCounter(Count start) {
        packets.add(start.packets());
        bytes.add(start.bytes());
    }

    void count(long length) {
        packets.increment();
        bytes.add(length);
    }

    Count read() {
        return new Count(packets.get(), bytes.get());
    }
}
