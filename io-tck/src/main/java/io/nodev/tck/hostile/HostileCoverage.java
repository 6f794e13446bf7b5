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
    private final SortedMap<String, Long> violations = new TreeMap<>();
    private long races;

    /** Nothing yet. */
    public HostileCoverage() {}

    void offer(String place) {
        places.add(place);
    }

    void count(String place) {
        mutated.computeIfAbsent(place, name -> new AtomicLong()).incrementAndGet();
    }

    void add(Map<String, Long> counted, long raced) {
        counted.forEach((kind, count) -> violations.merge(kind, count, Long::sum));
        races += raced;
    }

    /** Mutated operations. */
    public long operations() {
        return mutated.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Fields and arguments that could be mutated and never were. */
    public Set<String> untouched() {
        Set<String> left = new TreeSet<>(places);
        left.removeAll(mutated.keySet());
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
