package io.nodev.common.classifier;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Keys at the edges of patterns: at the first and last numbers of every condition, and one beyond them. */
final class BoundaryKeys {
    private static final int WORDS = 3;

    private final SplittableRandom random;

    BoundaryKeys(SplittableRandom random) {
        this.random = random;
    }

    /** Offers a few keys for every pattern; the array is reused. */
    void offer(List<Pattern> patterns, Consumer<long[]> keys) {
        long[] key = new long[WORDS];
        for (Pattern pattern : patterns) {
            fill(key, pattern, false);
            keys.accept(key);
            fill(key, pattern, true);
            keys.accept(key);
            if (!pattern.conditions().isEmpty()) {
                leave(
                        key,
                        pattern.conditions()
                                .get(random.nextInt(pattern.conditions().size())));
                keys.accept(key);
            }
        }
    }

    private void fill(long[] key, Pattern pattern, boolean last) {
        for (int word = 0; word < WORDS; word++) {
            key[word] = random.nextLong();
        }
        for (Condition condition : pattern.conditions()) {
            if (!condition.isNegated()) {
                put(key, condition, last ? condition.high() : condition.low());
            }
        }
    }

    /** One step beyond a bound, in the place of the mask's lowest bit. */
    private void leave(long[] key, Condition condition) {
        long step = Long.lowestOneBit(condition.mask());
        put(key, condition, random.nextBoolean() ? condition.high() + step : condition.low() - step);
    }

    private static void put(long[] key, Condition condition, long number) {
        key[condition.word()] = key[condition.word()] & ~condition.mask() | number & condition.mask();
    }
}
