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
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).element().isInterval()) {
                checkInterval(kept, i, policy);
            }
        }
        return kept.stream().map(Placed::element).toList();
    }

    private void checkInterval(List<Placed> elements, int index, Policy policy) {
        Placed interval = elements.get(index);
        if (!policy.hasIntervals()) {
            problems.add(
                    interval.at(),
                    keyText(interval.element()),
                    "prefixes, ranges and beginnings of names need \"flags interval\"",
                    "add the line \"flags interval\" to the set or map");
        }
        for (int i = 0; i < elements.size() && !policy.hasOverlaps(); i++) {
            Element other = elements.get(i).element();
            boolean isOnce = i < index || i > index && !other.isInterval();
            if (isOnce && interval.element().overlaps(other)) {
                problems.add(
                        interval.at(),
                        keyText(interval.element()),
                        "overlaps " + keyText(other) + ", which is in it as well",
                        interval.element().key().size() == 1
                                        && interval.element().data().isEmpty()
                                ? "leave one of the two out, or add \"auto-merge\" to the set"
                                : "leave one of the two out");
            }
        }
    }

    private static String keyText(Element element) {
        return new Element(element.key(), Optional.empty(), Optional.empty()).toString();
    }
}
