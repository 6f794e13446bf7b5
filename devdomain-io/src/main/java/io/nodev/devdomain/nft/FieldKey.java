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
        load(frame.fields, frame.key);
        return true;
    }

    /** Puts the fields of a frame that has all of them into a key. */
    void load(long[] from, long[] into) {
        for (int i = 0; i < fields.length; i++) {
            into[i] = from[fields[i]] & masks[i];
        }
    }
}
