package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.SortedTable.Span;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Value;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses and fills the look-up table for the elements of a set or map. */
final class TableBuilder {
    private static final SecureRandom SEEDS = new SecureRandom();

    private final Firewall firewall;
    private boolean dependsOnNames;

    TableBuilder(Firewall firewall) {
        this.firewall = firewall;
    }

    /** Whether what was built would be another table if there were another name. */
    boolean dependsOnNames() {
        return dependsOnNames;
    }

    /** Whether a chain is long enough for an index. */
    boolean hasIndex(Chain chain) {
        return firewall.isLong(chain.rules().size());
    }

    /**
     * The table for these elements.
     *
     * @param elements elements of one set or map; only those of a set of one part overlap
     * @param parts the number of parts of a key
     */
    LookupTable build(List<Element> elements, int parts) {
        List<List<List<Span>>> spans = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            int number = i;
            spans.add(elements.get(i).key().stream()
                    .map(value -> spans(value, number))
                    .toList());
        }
        boolean isExact = spans.stream().allMatch(element -> element.stream().allMatch(TableBuilder::isOne));
        if (isExact) {
            return hashed(spans, parts);
        }
        return parts == 1 ? single(spans) : NestedTable.of(spans);
    }

    /** What a value means: the numbers of all names that are known, if it is the beginning of a name. */
    List<Span> spans(Value value, int element) {
        if (value instanceof Range range) {
            return List.of(new Span(range.low(), range.high(), element));
        }
        InterfaceName name = (InterfaceName) value;
        if (!name.isPrefix()) {
            int number = firewall.intern(name.text());
            return List.of(new Span(number, number, element));
        }
        dependsOnNames = true;
        List<Span> spans = new ArrayList<>();
        List<String> names = firewall.names();
        for (int number = 1; number < names.size(); number++) {
            if (name.matches(names.get(number))) {
                spans.add(new Span(number, number, element));
            }
        }
        return spans;
    }

    static boolean isOne(List<Span> spans) {
        return spans.size() == 1 && spans.get(0).low() == spans.get(0).high();
    }

    private static LookupTable hashed(List<List<List<Span>>> elements, int parts) {
        List<HashedTable.Entry> entries = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            long[] key = elements.get(i).stream()
                    .mapToLong(spans -> spans.get(0).low())
                    .toArray();
            entries.add(new HashedTable.Entry(key, i));
        }
        return new HashedTable(entries, parts, SEEDS.nextLong());
    }

    /** Spans that overlap are made one: only a set has such, and which of its elements was found does not matter. */
    private static LookupTable single(List<List<List<Span>>> elements) {
        List<Span> sorted = elements.stream()
                .flatMap(element -> element.get(0).stream())
                .sorted(Comparator.comparingLong(Span::low))
                .toList();
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.low() <= last.high()) {
                long high = Math.max(last.high(), span.high());
                merged.set(merged.size() - 1, new Span(last.low(), high, last.element()));
            } else {
                merged.add(span);
            }
        }
        return new SortedTable(merged, 0);
    }
}
