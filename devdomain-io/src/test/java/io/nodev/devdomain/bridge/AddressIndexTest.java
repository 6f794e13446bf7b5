package io.nodev.devdomain.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressIndexTest {
    private static final long MAC_MASK = (1L << 48) - 1;

    @Test
    void holdsTheExtremeAddresses() {
        AddressIndex index = new AddressIndex(2, 0);
        assertThat(index.get(0)).isEqualTo(AddressIndex.ABSENT);
        index.put(0, 5);
        index.put(MAC_MASK, 0);

        assertThat(index.get(0)).isEqualTo(5);
        assertThat(index.get(MAC_MASK)).isZero();
    }

    @Test
    void putReplaces() {
        AddressIndex index = new AddressIndex(1, 42);
        index.put(7, 1);
        index.put(7, 2);

        assertThat(index.get(7)).isEqualTo(2);
        index.remove(7);
        assertThat(index.get(7)).isEqualTo(AddressIndex.ABSENT);
    }

    @Test
    void removingWhatIsAbsentChangesNothing() {
        AddressIndex index = new AddressIndex(4, 42);
        index.put(1, 1);
        index.remove(2);

        assertThat(index.get(1)).isEqualTo(1);
    }

    /** Capacities this small make runs of neighbours long and let them cross the end of the arrays. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 64})
    void agreesWithAMapWhateverIsPutAndRemoved(int capacity) {
        for (int seed = 0; seed < 50; seed++) {
            compare(capacity, seed);
        }
    }

    @Test
    void seedsDifferInPlaceButNotInContent() {
        compare(64, 0x0123_4567_89AB_CDEFL);
        compare(64, -1);
    }

    private static void compare(int capacity, long seed) {
        Random random = new Random(seed);
        AddressIndex index = new AddressIndex(capacity, seed);
        Map<Long, Integer> map = new HashMap<>();
        long[] addresses = random.longs(3L * capacity, 0, MAC_MASK + 1).toArray();
        for (int step = 0; step < 20 * capacity; step++) {
            long address = addresses[random.nextInt(addresses.length)];
            if (random.nextBoolean() && (map.size() < capacity || map.containsKey(address))) {
                map.put(address, step);
                index.put(address, step);
            } else {
                map.remove(address);
                index.remove(address);
            }
            assertThat(LongStream.of(addresses).mapToInt(index::get).toArray())
                    .isEqualTo(LongStream.of(addresses)
                            .mapToInt(probe -> map.getOrDefault(probe, AddressIndex.ABSENT))
                            .toArray());
        }
    }
}
