package io.nodev.tck.harness;

import java.util.Arrays;
import java.util.List;

/**
 * Bytes in the header of a frame that somebody decides by.
 *
 * @param name said when it was mutated
 * @param offset from the frame's first byte
 * @param bytes 1, 2 or 4
 * @param likely values that mean something there, in network order
 */
public record HeaderField(String name, int offset, int bytes, int... likely) {
    /** The same in frames that lie in memory, where numbers begin with their lowest byte. */
    SharedField in(int[] frames) {
        List<Integer> swapped = Arrays.stream(likely)
                .map(value -> Integer.reverseBytes(value) >> Integer.SIZE - bytes * Byte.SIZE)
                .boxed()
                .toList();
        return new SharedField(name, element -> frames[element] + offset, frames.length, bytes, swapped);
    }
}
