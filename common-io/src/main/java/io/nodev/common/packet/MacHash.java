package io.nodev.common.packet;

/**
 * The 32-bit hash behind {@link VifMac}: Bob Jenkins' 1996 function for variable-length keys, with Xen's own third seed.
 * Three words are stirred after every twelve bytes; all arithmetic is modulo 2^32. Good for one key.
 */
final class MacHash {
    private static final int GOLDEN_RATIO = 0x9E37_79B9;
    private static final int SEED = 0xA5A5_A5A5;
    private static final int BLOCK = 12;

    private int a = GOLDEN_RATIO;
    private int b = GOLDEN_RATIO;
    private int c = SEED;

    int of(byte[] key) {
        int at = 0;
        for (; key.length - at >= BLOCK; at += BLOCK) {
            a += word(key, at);
            b += word(key, at + 4);
            c += word(key, at + 8);
            stir();
        }
        c += key.length;
        a += word(key, at);
        b += word(key, at + 4);
        // The low byte of the third word holds the length, so the last three bytes move up by one.
        c += word(key, at + 8) << 8;
        stir();
        return c;
    }

    /** Four bytes from {@code at}, the first least significant; bytes behind the end are 0. */
    private static int word(byte[] key, int at) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < key.length; i++) {
            word |= (key[at + i] & 0xFF) << 8 * i;
        }
        return word;
    }

    private void stir() {
        a = a - b - c ^ c >>> 13;
        b = b - c - a ^ a << 8;
        c = c - a - b ^ b >>> 13;
        a = a - b - c ^ c >>> 12;
        b = b - c - a ^ a << 16;
        c = c - a - b ^ b >>> 5;
        a = a - b - c ^ c >>> 3;
        b = b - c - a ^ a << 10;
        c = c - a - b ^ b >>> 15;
    }
}
