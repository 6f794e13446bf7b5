package io.nodev.common.machine;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicDrop;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects a port's drops by reason for a report; reasons that did not occur are left out. */
public final class Drops {
    private final SortedMap<DropReason, Long> byReason = new TreeMap<>();

    /** Nothing dropped. */
    public Drops() {}

    /** Adds frames dropped for a reason. */
    public Drops add(DropReason reason, long frames) {
        if (frames != 0) {
            byReason.merge(reason, frames, Long::sum);
        }
        return this;
    }

    /** Adds what a card lost or filtered. */
    public Drops addCard(NetworkCard card) {
        add(DropReason.FILTERED, card.stats().filtered());
        add(DropReason.BAD_LENGTH, card.stats().dropped(NicDrop.RUNT));
        add(DropReason.BAD_LENGTH, card.stats().dropped(NicDrop.GIANT));
        return add(DropReason.QUEUE_FULL, card.stats().dropped(NicDrop.RECEIVE_QUEUE_FULL));
    }

    /** What was collected, by reason. */
    public SortedMap<DropReason, Long> byReason() {
        return Collections.unmodifiableSortedMap(byReason);
    }
}
