package io.nodev.legacy;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicStats;
import io.nodev.common.machine.Drops;
import io.nodev.common.machine.PortReport;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.RingStatus;
import io.nodev.legacy.vif.Vif;
import io.nodev.legacy.vif.VifCounters;
import java.util.Comparator;
import java.util.List;
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
        return cards.stream().map(card -> ofCard(card, network)).toList();
    }

    private static PortReport ofCard(NetworkCard card, LegacyNetwork network) {
        Drops drops = new Drops().addCard(card);
        if (card == network.card()) {
            network.nicDrops().byReason().forEach(drops::add);
        }
        NicStats stats = card.stats();
        return new PortReport(
                card.name(),
                stats.framesOut(),
                stats.bytesOut(),
                new TreeMap<>(),
                stats.framesIn(),
                stats.bytesIn(),
                drops.byReason());
    }
}
