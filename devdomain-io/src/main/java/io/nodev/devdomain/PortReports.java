package io.nodev.devdomain;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.Drops;
import io.nodev.common.machine.PortReport;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.netback.LocalPort;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.devdomain.netback.NetbackStats;
import io.nodev.devdomain.netback.NicPort;
import java.util.TreeMap;

/** Reports of a device-domain machine's ports, from the guest's or the wire's point of view. */
final class PortReports {
    private PortReports() {}

    /** A guest's interface; {@code backend} is null while the backend has not made its end. */
    static PortReport ofGuest(String name, NetworkDeviceStats stats, NetbackInterface backend) {
        Drops drops = new Drops().add(DropReason.NOT_CONNECTED, stats.txNotConnected());
        if (backend != null) {
            addBackend(drops, backend.stats());
            addBridge(drops, backend.bridgePort());
        }
        return report(name, stats, drops);
    }

    /** The bridge's own port. */
    static PortReport ofLocalPort(String name, LocalPort port, BridgePort bridgePort) {
        Drops drops = new Drops();
        addBackend(drops, port.drops());
        addBridge(drops, bridgePort);
        return report(name, port.stats(), drops);
    }

    private static PortReport report(String name, NetworkDeviceStats stats, Drops drops) {
        return new PortReport(
                name,
                stats.txFrames(),
                stats.txBytes(),
                stats.txStatus(),
                stats.rxFrames(),
                stats.rxBytes(),
                drops.byReason());
    }

    /** A NIC. */
    static PortReport ofNic(NicPort port) {
        NetworkCard card = port.card();
        Drops drops = new Drops().addCard(card);
        addBackend(drops, port.stats());
        addBridge(drops, port.bridgePort());
        return new PortReport(
                card.name(),
                card.stats().framesOut(),
                card.stats().bytesOut(),
                new TreeMap<>(),
                card.stats().framesIn(),
                card.stats().bytesIn(),
                drops.byReason());
    }

    private static void addBackend(Drops drops, NetbackStats stats) {
        for (DropReason reason : DropReason.values()) {
            drops.add(reason, stats.drops(reason));
        }
    }

    private static void addBridge(Drops drops, BridgePort port) {
        for (DropReason reason : DropReason.values()) {
            drops.add(reason, port.stats().drops(reason));
        }
    }
}
