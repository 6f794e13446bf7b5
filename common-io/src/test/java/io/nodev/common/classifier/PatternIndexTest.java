package io.nodev.common.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever its shape, an index answers as patterns asked one by one; {@code -Dnodev.seed=N} draws other sets. */
final class PatternIndexTest {
    private static final int[] SIZES = {1, 3, 4, 5, 16, 63, 64, 65, 199, 200, 201, 1_999, 2_000, 2_001};

    private final long seed = Long.getLong("nodev.seed", 11);

    static Stream<Arguments> shapesAndSizes() {
        return Arrays.stream(PatternShape.values())
                .flatMap(shape -> IntStream.of(SIZES).mapToObj(size -> Arguments.of(shape, size)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndSizes")
    void findsTheFirstPatternThatMatches(PatternShape shape, int size) {
        compare(shape, size);
    }

    @ParameterizedTest
    @EnumSource(PatternShape.class)
    void findsTheFirstOfTenThousand(PatternShape shape) {
        compare(shape, 10_000);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(PatternShape.class)
    void findsTheFirstOfFiftyThousand(PatternShape shape) {
        compare(shape, 50_000);
    }

    @ParameterizedTest
    @EnumSource(PatternShape.class)
    void goesOnBehindAMatch(PatternShape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Pattern> patterns = shape.patterns(300, random);
        PatternIndex index = PatternIndex.of(patterns);
        Reference reference = new Reference(patterns);
        new BoundaryKeys(random).offer(patterns, key -> {
            int from = 0;
            while (from != PatternIndex.NONE) {
                int expected = reference.first(key, from);
                assertThat(index.first(key, from)).isEqualTo(expected);
                from = expected == PatternIndex.NONE ? expected : expected + 1;
            }
        });
    }

    @Test
    void findsNothingAmongNoPatterns() {
        assertThat(PatternIndex.of(List.of()).first(new long[1], 0)).isEqualTo(PatternIndex.NONE);
    }

    @Test
    void findsAFewPatternsThatAskNothing() {
        List<Pattern> patterns =
                IntStream.range(0, 10).mapToObj(i -> Pattern.of()).toList();
        assertThat(PatternIndex.of(patterns).first(new long[1], 3)).isEqualTo(3);
    }

    @Test
    void findsPatternsThatAskNothing() {
        List<Pattern> patterns =
                IntStream.range(0, 100).mapToObj(i -> Pattern.of()).toList();
        assertThat(PatternIndex.of(patterns).first(new long[1], 0)).isZero();
        assertThat(PatternIndex.of(patterns).first(new long[1], 99)).isEqualTo(99);
        assertThat(PatternIndex.of(patterns).first(new long[1], 100)).isEqualTo(PatternIndex.NONE);
    }

    @Test
    void findsNoPatternThatContradictsItself() {
        Pattern never = Pattern.of(Condition.masked(0, 0xFF, 1), Condition.masked(0, 0xFF, 2));
        Pattern outside = Pattern.of(Condition.masked(0, 0, 0).negated());
        List<Pattern> patterns = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? never : outside)
                .toList();
        for (long word = 0; word < 4; word++) {
            assertThat(PatternIndex.of(patterns).first(new long[] {word}, 0)).isEqualTo(PatternIndex.NONE);
        }
    }

    @Test
    void asksWordsBeyondThoseATreeCanChooseBy() {
        List<Pattern> patterns = IntStream.range(0, 200)
                .mapToObj(i -> Pattern.of(Condition.masked(Condition.MAX_WORD - i % 2, -1L, i)))
                .toList();
        PatternIndex index = PatternIndex.of(patterns);
        long[] key = new long[Condition.MAX_WORD + 1];
        for (int i = 0; i < 200; i++) {
            Arrays.fill(key, -1L);
            key[Condition.MAX_WORD - i % 2] = i;
            assertThat(index.first(key, 0)).isEqualTo(i);
        }
    }

    private void compare(PatternShape shape, int size) {
        SplittableRandom random = new SplittableRandom(seed + size);
        List<Pattern> patterns = shape.patterns(size, random);
        PatternIndex index = PatternIndex.of(patterns);
        Reference reference = new Reference(patterns);
        boolean[] found = new boolean[2];
        new BoundaryKeys(random).offer(patterns, key -> {
            int expected = reference.first(key, 0);
            found[expected == PatternIndex.NONE ? 0 : 1] = true;
            if (index.first(key, 0) != expected) {
                assertThat(index.first(key, 0)).as(() -> Arrays.toString(key)).isEqualTo(expected);
            }
        });
        assertThat(found[1]).isTrue();
    }

    /** Patterns as they are read. */
    private static final class Reference {
        private final Pattern[] patterns;
        private final Condition[][] conditions;

        Reference(List<Pattern> patterns) {
            this.patterns = patterns.toArray(Pattern[]::new);
            this.conditions = patterns.stream()
                    .map(pattern -> pattern.conditions().toArray(Condition[]::new))
                    .toArray(Condition[][]::new);
        }

        int first(long[] key, int from) {
            for (int i = from; i < conditions.length; i++) {
                if (hold(conditions[i], key) && patterns[i].sets().stream().allMatch(set -> set.contains(key))) {
                    return i;
                }
            }
            return PatternIndex.NONE;
        }

        private static boolean hold(Condition[] conditions, long[] key) {
            for (Condition condition : conditions) {
                long number = key[condition.word()] & condition.mask();
                boolean isWithin = Long.compareUnsigned(condition.low(), number) <= 0
                        && Long.compareUnsigned(number, condition.high()) <= 0;
                if (isWithin == condition.isNegated()) {
                    return false;
                }
            }
            return true;
        }
    }
}
