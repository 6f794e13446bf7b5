package io.nodev.devdomain.nft;

/**
 * Which fields of a frame a look-up takes, masked.
 *
 * @param fields their places among a frame's fields
 * @param masks the bits that count of each
 * @param valid the bits of {@link HeaderParser#valid} a frame must have
 */
record FieldKey(int[] fields, long[] masks, int valid) {
    /** Puts the fields of a frame into its {@code key}; false if it has not got all of them. */
    boolean load(FrameContext frame) {
        if (!frame.has(valid)) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            frame.key[i] = frame.fields[fields[i]] & masks[i];
        }
        return true;
    }
}
