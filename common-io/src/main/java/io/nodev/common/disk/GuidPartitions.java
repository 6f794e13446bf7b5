package io.nodev.common.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A GUID partition table of sectors of 512 bytes: a header in sector 1 with its entries, and a copy of both at the disk's end,
 * each under checksums. Source: UEFI Specification 2.10, section 5.3.
 */
final class GuidPartitions {
    private static final long SIGNATURE = 0x5452_4150_2049_4645L;
    private static final int HEADER_SIZE_AT = 12;
    private static final int HEADER_CHECKSUM_AT = 16;
    private static final int OWN_SECTOR_AT = 24;
    private static final int FIRST_USABLE_AT = 40;
    private static final int LAST_USABLE_AT = 48;
    private static final int ENTRIES_SECTOR_AT = 72;
    private static final int ENTRIES_AT = 80;
    private static final int ENTRY_SIZE_AT = 84;
    private static final int ENTRIES_CHECKSUM_AT = 88;
    private static final int MIN_HEADER = 92;
    private static final int MIN_ENTRY = 128;
    private static final int FIRST_SECTOR_AT = 32;
    private static final int LAST_SECTOR_AT = 40;
    private static final long MOST_BYTES = 4 << 20;

    private final SectorReader disk;
    private final ByteBuffer header;

    private GuidPartitions(SectorReader disk, ByteBuffer header) {
        this.disk = disk;
        this.header = header;
    }

    /**
     * Reads the table or, if that is damaged, its copy.
     *
     * @throws PartitionTableException if both are damaged, or an entry of an undamaged one cannot be right
     */
    static PartitionTable read(SectorReader disk) throws IOException {
        try {
            return copy(disk, 1, PartitionTable.Kind.GPT);
        } catch (DamagedException first) {
            try {
                return copy(disk, disk.sectors() - 1, PartitionTable.Kind.GPT_BACKUP);
            } catch (DamagedException second) {
                throw new PartitionTableException("both copies of the GUID partition table are damaged: the first, "
                        + first.getMessage() + "; the second, " + second.getMessage());
            }
        }
    }

    private static PartitionTable copy(SectorReader disk, long sector, PartitionTable.Kind kind)
            throws IOException, DamagedException {
        GuidPartitions table = at(disk, sector);
        return new PartitionTable(kind, table.partitions(table.entries()));
    }

    /** One copy of the table cannot be used. */
    private static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    private static GuidPartitions at(SectorReader disk, long sector) throws IOException, DamagedException {
        if (!disk.has(sector, 1)) {
            throw new DamagedException("there is no sector " + sector);
        }
        ByteBuffer header = disk.read(sector, 1);
        if (header.getLong(0) != SIGNATURE) {
            throw new DamagedException("there is no header in sector " + sector);
        }
        int size = header.getInt(HEADER_SIZE_AT);
        if (size < MIN_HEADER || size > Disk.SECTOR_SIZE || !isHeaderWhole(header, size)) {
            throw new DamagedException("the checksum of the header in sector " + sector + " is wrong");
        }
        if (header.getLong(OWN_SECTOR_AT) != sector) {
            throw new DamagedException("the header in sector " + sector + " belongs elsewhere");
        }
        return new GuidPartitions(disk, header);
    }

    private static boolean isHeaderWhole(ByteBuffer header, int size) {
        byte[] bytes = new byte[size];
        header.get(0, bytes);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[HEADER_CHECKSUM_AT + i] = 0;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue() == header.getInt(HEADER_CHECKSUM_AT);
    }

    private ByteBuffer entries() throws IOException, DamagedException {
        long entrySize = Integer.toUnsignedLong(header.getInt(ENTRY_SIZE_AT));
        long count = Integer.toUnsignedLong(header.getInt(ENTRIES_AT));
        long bytes = entrySize <= MOST_BYTES ? entrySize * count : MOST_BYTES + 1;
        if (entrySize < MIN_ENTRY || entrySize % MIN_ENTRY != 0 || bytes > MOST_BYTES) {
            throw new DamagedException("no such entries: entries=" + count + ", bytes of one=" + entrySize);
        }
        long sector = header.getLong(ENTRIES_SECTOR_AT);
        int sectors = (int) ((bytes + Disk.SECTOR_SIZE - 1) / Disk.SECTOR_SIZE);
        if (!disk.has(sector, sectors)) {
            throw new DamagedException("its entries are not on the disk: sector=" + sector);
        }
        ByteBuffer entries = disk.read(sector, sectors).limit((int) bytes);
        CRC32 checksum = new CRC32();
        checksum.update(entries.duplicate());
        if ((int) checksum.getValue() != header.getInt(ENTRIES_CHECKSUM_AT)) {
            throw new DamagedException("the checksum of its entries is wrong");
        }
        return entries;
    }

    private List<Partition> partitions(ByteBuffer entries) throws PartitionTableException {
        int entrySize = header.getInt(ENTRY_SIZE_AT);
        List<Partition> partitions = new ArrayList<>();
        for (int at = 0; at < entries.limit(); at += entrySize) {
            boolean isUsed = entries.getLong(at) != 0 || entries.getLong(at + Long.BYTES) != 0;
            if (isUsed) {
                partitions.add(partition(
                        at / entrySize + 1,
                        entries.getLong(at + FIRST_SECTOR_AT),
                        entries.getLong(at + LAST_SECTOR_AT)));
            }
        }
        return partitions;
    }

    private Partition partition(int number, long first, long last) throws PartitionTableException {
        if (first < header.getLong(FIRST_USABLE_AT) || last > header.getLong(LAST_USABLE_AT) || last < first) {
            throw new PartitionTableException("partition " + number
                    + " is not where the header allows one: first sector=" + first + ", last sector=" + last);
        }
        return disk.checked(number, first, last - first + 1);
    }
}
