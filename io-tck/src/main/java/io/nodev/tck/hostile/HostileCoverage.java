package io.nodev.tck.hostile;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** What was mutated how often, and what the machine counted of it. */
public final class HostileCoverage {
    private final SortedSet<String> places = new TreeSet<>();
    private final SortedMap<String, AtomicLong> mutated = new TreeMap<>();
    private final Set<String> heard = new TreeSet<>();
    private final SortedMap<String, Long> violations = new TreeMap<>();
    private long races;
    private long transfers;
    private long judged;
    private long refused;

    /** Nothing yet. */
    public HostileCoverage() {}

    void offer(String place) {
        places.add(place);
    }

    void count(String place) {
        mutated.computeIfAbsent(place, name -> new AtomicLong()).incrementAndGet();
    }

    /** A lie in the place was given to whom it was meant for. */
    void countHeard(String place) {
        heard.add(place);
    }

    void add(Map<String, Long> counted, long raced) {
        counted.forEach((kind, count) -> violations.merge(kind, count, Long::sum));
        races += raced;
    }

    void addTransfers(long watched) {
        transfers += watched;
    }

    void addFrames(long arrived, long stopped) {
        judged += arrived;
        refused += stopped;
    }

    /** Reads and writes of disks that were looked at, everyone's. */
    public long transfers() {
        return transfers;
    }

    /** Frames of hostile guests that arrived somewhere and were looked at. */
    public long judged() {
        return judged;
    }

    /** Frames of hostile guests that a policy stopped. */
    public long refused() {
        return refused;
    }

    /** Mutated operations. */
    public long operations() {
        return mutated.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Fields and arguments that could be mutated and never were, and those whose lies went no further than to the controller. */
    public Set<String> untouched() {
        Set<String> left = new TreeSet<>(places);
        left.removeAll(mutated.keySet());
        left.removeAll(heard);
        return left;
    }

    /** Violations by kind, over all lives. */
    public Map<String, Long> violations() {
        return violations;
    }

    /** Pairs of values that were written while the other side might read. */
    public long races() {
        return races;
    }

    /** How many fields and arguments there are. */
    public int places() {
        return places.size();
    }
}
