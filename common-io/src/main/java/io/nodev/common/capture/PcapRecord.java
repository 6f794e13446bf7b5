package io.nodev.common.capture;

import java.util.Arrays;

/**
 * One captured frame. Equal if time, length and bytes are equal.
 *
 * @param timestampNanos when it was captured, nanoseconds since 1970
 * @param originalLength bytes the frame had on the wire; more than there are if the capture cut it
 * @param bytes what was captured; not to be changed
 */
public record PcapRecord(long timestampNanos, int originalLength, byte[] bytes) {
    /** Whether the capture kept only the beginning of the frame. */
    public boolean isCut() {
        return bytes.length < originalLength;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PcapRecord that
                && timestampNanos == that.timestampNanos
                && originalLength == that.originalLength
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(timestampNanos) + Arrays.hashCode(bytes);
    }

    /** Time and lengths; not the bytes. */
    @Override
    public String toString() {
        return "PcapRecord[timestampNanos=" + timestampNanos + ", captured=" + bytes.length + " of " + originalLength
                + "]";
    }
}
