package io.nodev.legacy;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vif.LegacyNetwork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a booted machine consists of. */
final class MachineParts {
    private final Foundation foundation;
    private final List<NetworkCard> cards;
    private final LegacyNetwork network;
    private final LegacyDisks disks;
    private final Map<Integer, RunningDomain> running = new ConcurrentSkipListMap<>();

    MachineParts(Foundation foundation, List<NetworkCard> cards, LegacyNetwork network, LegacyDisks disks) {
        this.foundation = foundation;
        this.cards = List.copyOf(cards);
        this.network = network;
        this.disks = disks;
    }

    Hypervisor hypervisor() {
        return foundation.hypervisor();
    }

    Scheduler scheduler() {
        return foundation.scheduler();
    }

    EmergencyConsole console() {
        return foundation.console();
    }

    List<NetworkCard> cards() {
        return cards;
    }

    LegacyNetwork network() {
        return network;
    }

    LegacyDisks disks() {
        return disks;
    }

    void add(RunningDomain domain) {
        running.put(domain.domain().id(), domain);
    }

    void forget(int id) {
        running.remove(id);
    }

    /** The domain with that id; it lives. */
    RunningDomain running(int id) {
        RunningDomain domain = running.get(id);
        if (domain == null) {
            throw new IllegalArgumentException("there is no such domain: domain=" + id);
        }
        return domain;
    }

    void close() {
        scheduler().close();
        for (NetworkCard card : cards) {
            if (card instanceof CaptureCard capture) {
                capture.finishRecording();
            }
        }
        disks.disks().forEach(Disk::close);
    }
}
