package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds what is claimed by two. */
final class Claims<K> {
    /**
     * One claim.
     *
     * @param key what is claimed
     * @param owner who claims it, as messages call it
     * @param location where
     */
    record Claim<K>(K key, String owner, SourceLocation location) {}

    private final List<Claim<K>> claims = new ArrayList<>();

    void add(K key, String owner, SourceLocation location) {
        claims.add(new Claim<>(key, owner, location));
    }

    boolean has(K key) {
        return claims.stream().anyMatch(claim -> claim.key().equals(key));
    }

    /** Gives each claim that is not the first of its key in the text, with that first one. */
    void forEachRepeat(BiConsumer<Claim<K>, Claim<K>> report) {
        Map<K, Claim<K>> first = new HashMap<>();
        claims.stream().sorted(Comparator.comparing(Claim::location)).forEach(claim -> {
            Claim<K> earlier = first.putIfAbsent(claim.key(), claim);
            if (earlier != null) {
                report.accept(claim, earlier);
            }
        });
    }

    /** Gives each claim of {@code key}, in the order it was made. */
    List<Claim<K>> of(K key) {
        return claims.stream().filter(claim -> claim.key().equals(key)).toList();
    }

    /** Every claim, in the order it was made. */
    List<Claim<K>> all() {
        return List.copyOf(claims);
    }

    /** What is claimed, each key once, in the order of the first claims. */
    List<K> keys() {
        return claims.stream().map(Claim::key).distinct().toList();
    }
}
