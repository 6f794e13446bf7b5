package io.nodev.common.capture;

import static io.nodev.common.capture.PcapLayout.CAPTURED_LENGTH;
import static io.nodev.common.capture.PcapLayout.ETHERNET;
import static io.nodev.common.capture.PcapLayout.FILE_HEADER_LENGTH;
import static io.nodev.common.capture.PcapLayout.FRACTION;
import static io.nodev.common.capture.PcapLayout.LINK_TYPE;
import static io.nodev.common.capture.PcapLayout.MAGIC;
import static io.nodev.common.capture.PcapLayout.MAGIC_PCAPNG;
import static io.nodev.common.capture.PcapLayout.MAJOR;
import static io.nodev.common.capture.PcapLayout.MAX_SNAPLEN;
import static io.nodev.common.capture.PcapLayout.MINOR;
import static io.nodev.common.capture.PcapLayout.NANOS_PER_SECOND;
import static io.nodev.common.capture.PcapLayout.ORIGINAL_LENGTH;
import static io.nodev.common.capture.PcapLayout.RECORD_HEADER_LENGTH;
import static io.nodev.common.capture.PcapLayout.SECONDS;
import static io.nodev.common.capture.PcapLayout.SNAPLEN;
import static io.nodev.common.capture.PcapLayout.VERSION_MAJOR;
import static io.nodev.common.capture.PcapLayout.VERSION_MINOR;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads a classic pcap file of Ethernet frames record by record, in either byte order and either resolution. Reading ends at
 * the end of the file or at the first damage; {@link #damage()} then tells which. Confined to one thread.
 */
public final class PcapReader {
    private final String file;
    private final InputStream in;
    private final ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_LENGTH);

    private PcapResolution resolution = PcapResolution.MICROSECONDS;
    private int limit;
    private long offset;
    private long recordNumber;
    private PcapDamage damage;

    private PcapReader(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Reads the file header. A damaged one is no exception: {@link #next()} finds nothing then.
     *
     * @param file the name that {@link PcapDamage} shows
     * @param in read to its end, not closed
     * @throws IOException if the stream cannot be read
     */
    public static PcapReader over(String file, InputStream in) throws IOException {
        PcapReader reader = new PcapReader(file, in);
        reader.readFileHeader();
        return reader;
    }

    /**
     * Reads the next record.
     *
     * @return nothing at the end of the file, and at damage and ever after
     * @throws IOException if the stream cannot be read
     */
    public Optional<PcapRecord> next() throws IOException {
        if (damage != null) {
            return Optional.empty();
        }
        int there = fill(RECORD_HEADER_LENGTH);
        if (there == 0) {
            return Optional.empty();
        }
        recordNumber++;
        if (there < RECORD_HEADER_LENGTH) {
            return refuse(
                    there, "the header of record %d has 16 bytes, but the file ends after %d", recordNumber, there);
        }
        return isRecordHeaderSound() ? readRecord() : Optional.empty();
    }

    /** What ended the reading, if it was not the end of the file. */
    public Optional<PcapDamage> damage() {
        return Optional.ofNullable(damage);
    }

    /** How finely this file tells time; microseconds if its header was damaged. */
    public PcapResolution resolution() {
        return resolution;
    }

    private void readFileHeader() throws IOException {
        int there = fill(FILE_HEADER_LENGTH);
        if (there < FILE_HEADER_LENGTH) {
            refuse(there, "the file header has 24 bytes, but the file ends after %d", there);
        } else if (isMagicKnown() && isFileHeaderSound()) {
            int snaplen = header.getInt(SNAPLEN);
            limit = snaplen <= 0 ? MAX_SNAPLEN : Math.min(snaplen, MAX_SNAPLEN);
            offset = FILE_HEADER_LENGTH;
        }
    }

    private boolean isMagicKnown() {
        int magic = header.order(ByteOrder.LITTLE_ENDIAN).getInt(MAGIC);
        for (PcapResolution candidate : PcapResolution.values()) {
            if (magic == candidate.magic() || magic == Integer.reverseBytes(candidate.magic())) {
                resolution = candidate;
                header.order(magic == candidate.magic() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                return true;
            }
        }
        if (magic == MAGIC_PCAPNG) {
            refuse(MAGIC, "a pcapng file, wanted classic pcap; convert it by: editcap -F pcap OLD NEW");
        } else {
            refuse(MAGIC, "no pcap file: it starts with %08x", Integer.reverseBytes(magic));
        }
        return false;
    }

    private boolean isFileHeaderSound() {
        int major = header.getShort(VERSION_MAJOR) & 0xFFFF;
        int minor = header.getShort(VERSION_MINOR) & 0xFFFF;
        if (major != MAJOR || minor != MINOR) {
            refuse(VERSION_MAJOR, "version %d.%d, wanted 2.4", major, minor);
        } else if (header.getInt(LINK_TYPE) != ETHERNET) {
            refuse(LINK_TYPE, "link type %s, wanted 1 (Ethernet)", Integer.toUnsignedString(header.getInt(LINK_TYPE)));
        }
        return damage == null;
    }

    private boolean isRecordHeaderSound() {
        long fraction = Integer.toUnsignedLong(header.getInt(FRACTION));
        long captured = Integer.toUnsignedLong(header.getInt(CAPTURED_LENGTH));
        long original = Integer.toUnsignedLong(header.getInt(ORIGINAL_LENGTH));
        if (fraction >= resolution.unitsPerSecond()) {
            refuse(
                    FRACTION,
                    "record %d is %d units into its second of %d",
                    recordNumber,
                    fraction,
                    resolution.unitsPerSecond());
        } else if (captured > limit) {
            refuse(
                    CAPTURED_LENGTH,
                    "record %d claims %d bytes, but this file allows %d",
                    recordNumber,
                    captured,
                    limit);
        } else if (captured > original || original > Integer.MAX_VALUE) {
            refuse(ORIGINAL_LENGTH, "record %d claims %d bytes of a frame of %d", recordNumber, captured, original);
        }
        return damage == null;
    }

    private Optional<PcapRecord> readRecord() throws IOException {
        int captured = header.getInt(CAPTURED_LENGTH);
        byte[] bytes = in.readNBytes(captured);
        if (bytes.length < captured) {
            return refuse(
                    RECORD_HEADER_LENGTH + bytes.length,
                    "record %d claims %d bytes, but the file ends after %d",
                    recordNumber,
                    captured,
                    bytes.length);
        }
        offset += RECORD_HEADER_LENGTH + captured;
        return Optional.of(new PcapRecord(timestampNanos(), header.getInt(ORIGINAL_LENGTH), bytes));
    }

    private long timestampNanos() {
        return Integer.toUnsignedLong(header.getInt(SECONDS)) * NANOS_PER_SECOND
                + (long) header.getInt(FRACTION) * resolution.nanosPerUnit();
    }

    private int fill(int length) throws IOException {
        return in.readNBytes(header.array(), 0, length);
    }

    /** Notes damage {@code at} bytes after the start of the current header. */
    private Optional<PcapRecord> refuse(int at, String problem, Object... values) {
        damage = new PcapDamage(file, offset + at, String.format(java.util.Locale.ROOT, problem, values));
        return Optional.empty();
    }
}
