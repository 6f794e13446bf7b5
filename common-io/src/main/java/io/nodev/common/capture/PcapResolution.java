package io.nodev.common.capture;

/** How finely a capture file tells time. */
public enum PcapResolution {
    /** Microseconds, which every reader understands. */
    MICROSECONDS(0xA1B2C3D4, 1_000),
    /** Nanoseconds. */
    NANOSECONDS(0xA1B23C4D, 1);

    private final int magic;
    private final int nanosPerUnit;

    PcapResolution(int magic, int nanosPerUnit) {
        this.magic = magic;
        this.nanosPerUnit = nanosPerUnit;
    }

    /** The number a file of this resolution starts with. */
    int magic() {
        return magic;
    }

    /** Nanoseconds in one unit of a record's fraction. */
    int nanosPerUnit() {
        return nanosPerUnit;
    }

    /** Units in a second. */
    int unitsPerSecond() {
        return (int) (PcapLayout.NANOS_PER_SECOND / nanosPerUnit);
    }
}
