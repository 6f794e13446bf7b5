package io.nodev.devdomain.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the bridge written down as plainly as possible, to compare with: a map of stations, searched from end to
 * end whenever something has to be known about a port.
 */
final class NaiveBridge {
    private static final long OWN = 0x0002_B39D_1FAAL;

    private record Place(int port, long seen, long order) {}

    private final Map<Long, Place> stations = new HashMap<>();
    private final int[] quotas;
    private final boolean[] open;
    private final long ageing;
    private long order;

    /** @param quotas the quota of each port; index 0 is the bridge's own port and ignored */
    NaiveBridge(int[] quotas, long ageing) {
        this.quotas = quotas;
        this.open = new boolean[quotas.length];
        this.ageing = ageing;
    }

    void setOpen(int port, boolean isOpen) {
        open[port] = isOpen;
        if (!isOpen) {
            stations.values().removeIf(place -> place.port == port);
        }
    }

    /** The ports a frame is sent to, in order; nothing if it is dropped. */
    List<Integer> receive(int in, long destination, long source, long now) {
        stations.values().removeIf(place -> now - place.seen >= ageing);
        if (!open[in] || in != 0 && (isGroup(source) || source == 0)) {
            return List.of();
        }
        boolean reserved = destination > 0x0180_C200_0000L && destination <= 0x0180_C200_000FL;
        if (in != 0 && destination != 0x0180_C200_0001L) {
            learn(in, source, now);
        }
        if (in != 0 && reserved) {
            return List.of();
        }
        List<Integer> out = new ArrayList<>();
        for (int port = 1; port < quotas.length; port++) {
            if (isFor(port, destination)) {
                out.add(port);
            }
        }
        if (isGroup(destination) || destination == OWN) {
            out.add(0);
        }
        out.removeIf(port -> port == in || !open[port]);
        return out;
    }

    List<Long> stationsOf(int port, long now) {
        return stations.entrySet().stream()
                .filter(entry -> entry.getValue().port == port && now - entry.getValue().seen < ageing)
                .sorted(Comparator.comparing(entry -> entry.getValue().order))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isFor(int port, long destination) {
        if (isGroup(destination)) {
            return true;
        }
        Place place = stations.get(destination);
        return destination != OWN && (place == null || place.port == port);
    }

    private void learn(int in, long source, long now) {
        if (source == OWN) {
            return;
        }
        stations.remove(source);
        List<Long> here = stationsOf(in, now);
        if (here.size() == quotas[in]) {
            stations.remove(here.get(0));
        }
        stations.put(source, new Place(in, now, order++));
    }

    private static boolean isGroup(long address) {
        return (address >> 40 & 1) != 0;
    }
}
