package io.nodev.common.classifier;

import io.nodev.common.classifier.classbench.FilterGenerator;
import io.nodev.common.classifier.classbench.FilterGenerator.Kind;
import io.nodev.common.classifier.classbench.FiveTuples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sets of patterns as they come up, over keys of three words. */
enum PatternShape {
    /** Two for each guest, as the tools wrote them: its address as source, from it; as destination, from all but it. */
    AS_WRITTEN {
        @Override
        List<Pattern> patterns(int count, SplittableRandom random) {
            List<Pattern> patterns = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long guest = i / 2;
                Condition itself = Condition.masked(2, UPPER, guest * 8 << 32);
                patterns.add(
                        i % 2 == 0
                                ? Pattern.of(Condition.masked(0, LOWER, 0x0A00_0001L + guest), itself.negated())
                                : Pattern.of(Condition.masked(0, UPPER, 0x0A00_0001L + guest << 32), itself));
            }
            return patterns;
        }
    },

    /** Five-tuples with prefixes and ranges of ports. */
    FIVE_TUPLES {
        @Override
        List<Pattern> patterns(int count, SplittableRandom random) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            return FiveTuples.patterns(new FilterGenerator(kind, count, random.nextLong()).filters(count));
        }
    },

    /** Masks of any bits, and ranges, negations and sets here and there. */
    ARBITRARY_MASKS {
        @Override
        List<Pattern> patterns(int count, SplittableRandom random) {
            List<Pattern> patterns = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                patterns.add(arbitrary(random));
            }
            return patterns;
        }
    };

    private static final long LOWER = 0xFFFF_FFFFL;
    private static final long UPPER = LOWER << 32;

    abstract List<Pattern> patterns(int count, SplittableRandom random);

    private static Pattern arbitrary(SplittableRandom random) {
        List<Condition> conditions = new ArrayList<>();
        for (int word = 0; word < 3; word++) {
            if (random.nextInt(4) != 0) {
                Condition masked = Condition.masked(
                        word, random.nextLong() & (random.nextBoolean() ? random.nextLong() : -1L), random.nextLong());
                conditions.add(random.nextInt(8) == 0 ? masked.negated() : masked);
            }
        }
        if (random.nextInt(4) == 0) {
            int shift = random.nextInt(48);
            long low = random.nextInt(1 << 16);
            long high = Math.min(0xFFFF, low + random.nextInt(1 << 10));
            conditions.add(Condition.range(random.nextInt(3), 0xFFFFL << shift, low << shift, high << shift));
        }
        long odd = random.nextInt(3);
        boolean hasSet = random.nextInt(8) == 0;
        return new Pattern(conditions, hasSet ? List.of(key -> key[2] % 3 != odd) : List.of());
    }
}
