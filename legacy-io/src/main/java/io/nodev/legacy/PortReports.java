package io.nodev.legacy;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicDrop;
import io.nodev.common.driver.NicStats;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.RingStatus;
import io.nodev.legacy.vif.Vif;
import io.nodev.legacy.vif.VifCounters;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the hypervisor's counters into reports. */
final class PortReports {
    private PortReports() {}

    /** Every vif there ever was, by domain and index. */
    static List<PortReport> ofVifs(LegacyNetwork network) {
        return network.all().stream()
                .sorted(Comparator.comparingInt(Vif::endpoint))
                .map(PortReports::ofVif)
                .toList();
    }

    private static PortReport ofVif(Vif vif) {
        VifCounters counters = vif.counters();
        long answered = 0;
        for (int status = 0; status < RingStatus.COUNT; status++) {
            answered += counters.answered(status);
        }
        return new PortReport(
                vif.name(),
                answered,
                counters.bytesAnswered(),
                counters.answeredByStatus(),
                counters.packetsReceived(),
                counters.bytesReceived(),
                counters.drops().byReason());
    }

    /** Every card; what was lost behind a card is told of the one that vifs reach. */
    static List<PortReport> ofCards(List<NetworkCard> cards, LegacyNetwork network) {
        return cards.stream()
                .map(card -> ofCard(
                        card, card == network.card() ? network.nicDrops().byReason() : new TreeMap<DropReason, Long>()))
                .toList();
    }

    private static PortReport ofCard(NetworkCard card, SortedMap<DropReason, Long> drops) {
        NicStats stats = card.stats();
        add(drops, DropReason.FILTERED, stats.filtered());
        add(drops, DropReason.BAD_LENGTH, stats.dropped(NicDrop.RUNT) + stats.dropped(NicDrop.GIANT));
        add(drops, DropReason.QUEUE_FULL, stats.dropped(NicDrop.RECEIVE_QUEUE_FULL));
        return new PortReport(
                card.name(),
                stats.framesOut(),
                stats.bytesOut(),
                new TreeMap<>(),
                stats.framesIn(),
                stats.bytesIn(),
                drops);
    }

    private static void add(SortedMap<DropReason, Long> drops, DropReason reason, long count) {
        if (count != 0) {
            drops.merge(reason, count, Long::sum);
        }
    }
}
