package io.nodev.common.capture;

/**
 * Offsets and constants of a classic pcap file: one file header, then records, each a record header and its bytes.
 *
 * <pre>
 * file header       0 magic   4 major (2)  6 minor (2)   8 zone   12 sigfigs   16 snaplen   20 link type
 * record header     0 seconds   4 fraction   8 captured length   12 original length
 * </pre>
 */
final class PcapLayout {
    static final int FILE_HEADER_LENGTH = 24;
    static final int MAGIC = 0;
    static final int VERSION_MAJOR = 4;
    static final int VERSION_MINOR = 6;
    static final int SNAPLEN = 16;
    static final int LINK_TYPE = 20;

    static final int RECORD_HEADER_LENGTH = 16;
    static final int SECONDS = 0;
    static final int FRACTION = 4;
    static final int CAPTURED_LENGTH = 8;
    static final int ORIGINAL_LENGTH = 12;

    /** The first four bytes of a pcapng file, the same in both byte orders. */
    static final int MAGIC_PCAPNG = 0x0A0D0D0A;

    static final int MAJOR = 2;
    static final int MINOR = 4;
    static final int ETHERNET = 1;

    /** The longest record any reader takes, whatever the file allows; libpcap has the same limit. */
    static final int MAX_SNAPLEN = 262_144;

    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private PcapLayout() {}
}
