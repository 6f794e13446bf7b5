package com.example.cd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The few fields of an ISO 9660 volume that lead to a file. Source: ECMA-119, sections 8.4 and 9.1. */
final class Iso9660 {
    /** Bytes of a block. */
    static final int BLOCK = 2048;

    /** Where the volume descriptor is. */
    static final Place VOLUME = new Place(16, BLOCK);

    private static final int ROOT_AT = 156;
    private static final int NAME_AT = 33;

    private Iso9660() {}

    /**
     * Where a file or folder is.
     *
     * @param block its first block
     * @param length its bytes
     */
    record Place(int block, int length) {}

    static boolean isVolume(byte[] descriptor) {
        return descriptor[0] == 1 && text(descriptor, 1, 5).equals("CD001");
    }

    static String volumeName(byte[] descriptor) {
        return text(descriptor, 40, 32).stripTrailing();
    }

    /** The root folder. */
    static Place root(byte[] descriptor) {
        return place(descriptor, ROOT_AT);
    }

    /** What is called so in a folder, version aside, or {@code null} if nothing is. */
    static Place find(byte[] folder, String name) {
        int at = 0;
        while (at < folder.length) {
            int length = folder[at] & 0xFF;
            if (length == 0) {
                at = (at / BLOCK + 1) * BLOCK;
            } else if (name(folder, at).equals(name)) {
                return place(folder, at);
            } else {
                at += length;
            }
        }
        return null;
    }

    private static String name(byte[] folder, int at) {
        String name = text(folder, at + NAME_AT, folder[at + NAME_AT - 1] & 0xFF);
        int version = name.indexOf(';');
        return version < 0 ? name : name.substring(0, version);
    }

    private static Place place(byte[] bytes, int at) {
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Place(record.getInt(at + 2), record.getInt(at + 10));
    }

    static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.US_ASCII);
    }
}
