package io.nodev.devdomain.bridge;

import java.security.SecureRandom;

/** Secret numbers that key a table's hash. A guest that could guess them could make its addresses collide. */
final class HashSeed {
    private static final SecureRandom RANDOM = new SecureRandom();

    private HashSeed() {}

    static long next() {
        return RANDOM.nextLong();
    }
}
