package io.nodev.plugin.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The record of a file or folder in its folder. Source: ECMA-119, section 9.1. */
final class DirectoryRecord {
    private static final int NAME_AT = 33;
    private static final int FLAGS_AT = 25;
    private static final int DIRECTORY = 2;

    private DirectoryRecord() {}

    /** Bytes of a record: even, at most 255. */
    static int length(String name) {
        return NAME_AT + name.length() + (name.length() + 1) % 2;
    }

    /** Where a record after {@code at} begins: records do not cross the end of a block. */
    static int place(int at, String name) {
        int left = IsoImage.BLOCK - at % IsoImage.BLOCK;
        return left < length(name) ? at + left : at;
    }

    /**
     * Writes a record. Its date is left out, so that the same files give the same image.
     *
     * @param name what the record calls the entry: its name, or one byte for the folder itself and for its parent
     */
    static void put(ByteBuffer into, int at, IsoEntry entry, String name) {
        into.put(at, (byte) length(name));
        putBoth(into, at + 2, entry.block());
        putBoth(into, at + 10, (int) entry.length());
        into.put(at + FLAGS_AT, (byte) (entry.isDirectory() ? DIRECTORY : 0));
        putBothShort(into, at + 28, 1);
        into.put(at + 32, (byte) name.length());
        into.put(at + NAME_AT, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** A number of 32 bits, little-endian and then big-endian. Source: ECMA-119, section 7.3.3. */
    static void putBoth(ByteBuffer into, int at, int value) {
        into.order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        into.order(ByteOrder.BIG_ENDIAN).putInt(at + 4, value);
    }

    /** A number of 16 bits, little-endian and then big-endian. Source: ECMA-119, section 7.2.3. */
    static void putBothShort(ByteBuffer into, int at, int value) {
        into.order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        into.order(ByteOrder.BIG_ENDIAN).putShort(at + 2, (short) value);
    }
}
