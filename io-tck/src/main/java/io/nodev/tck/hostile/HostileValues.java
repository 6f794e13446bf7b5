package io.nodev.tck.hostile;

import io.nodev.tck.harness.SharedField;
import java.util.List;
import java.util.Random;

/** Values to lie with: boundaries, neighbours, flipped bits, anything, and the names of what belongs to others. */
final class HostileValues {
    private static final int[] BOUNDARIES = {
        0,
        1,
        2,
        7,
        8,
        33,
        34,
        35,
        59,
        60,
        61,
        127,
        128,
        255,
        256,
        257,
        511,
        512,
        1023,
        1024,
        1514,
        1515,
        4095,
        4096,
        4097,
        0x7FEF,
        0x7FF0,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1,
        -2,
        -4096
    };

    private final Random random;
    private final ForeignNames foreign;

    /** What others own, by the numbers that a request would name it by. */
    @FunctionalInterface
    interface ForeignNames {
        /** The number of a frame that is somebody else's, or nobody's. */
        int frame(Random random);
    }

    HostileValues(Random random, ForeignNames foreign) {
        this.random = random;
        this.foreign = foreign;
    }

    /** A lie in place of what stands in a field: often one that means something there. */
    int instead(SharedField field, int value) {
        List<Integer> likely = field.likely();
        return likely.isEmpty() || random.nextBoolean() ? instead(value) : likely.get(random.nextInt(likely.size()));
    }

    /** A lie in place of a value. */
    int instead(int value) {
        int shift = random.nextInt(Integer.SIZE);
        return switch (random.nextInt(8)) {
            case 0 -> BOUNDARIES[random.nextInt(BOUNDARIES.length)];
            case 1 -> value + 1;
            case 2 -> value - 1;
            case 3 -> value ^ 1 << shift;
            case 4 -> random.nextInt();
            case 5 -> foreign.frame(random);
            case 6 -> foreign.frame(random) << 12 | value & 0xFFF;
            default -> value + BOUNDARIES[random.nextInt(BOUNDARIES.length)];
        };
    }
}
