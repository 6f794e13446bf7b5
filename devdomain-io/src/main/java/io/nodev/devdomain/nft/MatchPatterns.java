package io.nodev.devdomain.nft;

import io.nodev.common.classifier.Condition;
import io.nodev.common.classifier.KeySet;
import io.nodev.common.classifier.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Collects what the first matches of a rule ask, as one pattern over the fields of a frame. Good for one rule. */
final class MatchPatterns {
    private final List<Condition> conditions = new ArrayList<>();
    private final List<KeySet> sets = new ArrayList<>();

    /** Adds a match of one field with a range; a frame without the field passes neither way. */
    void add(int field, long mask, SortedTable.Span span, boolean isNegated) {
        addValid(1 << field);
        if (((span.low() | span.high()) & ~mask) == 0) {
            Condition condition = Condition.range(field, mask, span.low(), span.high());
            conditions.add(isNegated ? condition.negated() : condition);
        } else {
            sets.add(fields -> isWithin(fields[field] & mask, span) != isNegated);
        }
    }

    private static boolean isWithin(long value, SortedTable.Span span) {
        return value >= span.low() && value <= span.high();
    }

    /** Adds a match of a key with a set. */
    void add(FieldKey key, LookupTable table, boolean isNegated) {
        addValid(key.valid());
        long[] own = new long[Program.MAX_KEY_PARTS];
        sets.add(fields -> {
            key.load(fields, own);
            return table.find(own) >= 0 != isNegated;
        });
    }

    private void addValid(int bits) {
        conditions.add(Condition.masked(FrameContext.VALID, bits, bits));
    }

    Pattern finish() {
        return new Pattern(conditions, sets);
    }
}
