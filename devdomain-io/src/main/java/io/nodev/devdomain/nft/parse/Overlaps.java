package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.ElementReader.Placed;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds elements of a set or map that contradict each other. */
final class Overlaps {
    private final Problems problems;

    Overlaps(Problems problems) {
        this.problems = problems;
    }

    /**
     * What is permitted.
     *
     * @param hasIntervals whether elements may be intervals
     * @param hasOverlaps whether intervals may overlap
     */
    record Policy(boolean hasIntervals, boolean hasOverlaps) {
        /** In a rule intervals may be used, and overlap in a set of one field. */
        static Policy anonymous(Key key, Optional<DataType> data) {
            return new Policy(true, key.parts().size() == 1 && data.isEmpty());
        }
    }

    /** Reports contradictions; returns the elements, equal ones once. */
    List<Element> check(List<Placed> placed, Policy policy) {
        Map<List<Value>, Element> known = new HashMap<>();
        List<Placed> kept = new ArrayList<>();
        for (Placed each : placed) {
            Element same = known.putIfAbsent(each.element().key(), each.element());
            if (same == null) {
                kept.add(each);
            } else if (!same.data().equals(each.element().data())) {
                problems.add(
                        each.at(),
                        keyText(each.element()),
                        "this key is there already, with another value",
                        "leave one of the two out");
            }
        }
        if (!policy.hasIntervals()) {
            kept.stream().filter(each -> each.element().isInterval()).forEach(this::refuseInterval);
        }
        if (!policy.hasOverlaps()
                && kept.stream().anyMatch(each -> each.element().isInterval())) {
            new OverlapSweep(kept.stream().map(Placed::element).toList())
                    .pairs()
                    .forEach(pair -> report(kept.get(pair.first()), kept.get(pair.second())));
        }
        return kept.stream().map(Placed::element).toList();
    }

    private void refuseInterval(Placed interval) {
        problems.add(
                interval.at(),
                keyText(interval.element()),
                "prefixes, ranges and beginnings of names need \"flags interval\"",
                "add the line \"flags interval\" to the set or map");
    }

    /** Reports the second of two that overlap, or the first if only that one is an interval. */
    private void report(Placed first, Placed second) {
        Placed interval = second.element().isInterval() ? second : first;
        Element other = (interval == second ? first : second).element();
        problems.add(
                interval.at(),
                keyText(interval.element()),
                "overlaps " + keyText(other) + ", which is in it as well",
                other.key().size() == 1 && other.data().isEmpty()
                        ? "leave one of the two out, or add \"auto-merge\" to the set"
                        : "leave one of the two out");
    }

    private static String keyText(Element element) {
        return new Element(element.key(), Optional.empty(), Optional.empty()).toString();
    }
}
