package io.nodev.common.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The partition table in sector 0 of a disk, and those that its extended partitions are chained by. Source:
 * fs/partitions/msdos.c of Linux 2.4.25, as to which entries count and how logical partitions are numbered.
 */
final class MasterBootRecord {
    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_SIZE = 16;
    private static final int ENTRIES = 4;
    private static final int SIGNATURE_AT = 510;
    private static final short SIGNATURE = (short) 0xAA55;
    private static final Set<Integer> EXTENDED = Set.of(0x05, 0x0F, 0x85);
    private static final int PROTECTIVE = 0xEE;
    private static final int FIRST_LOGICAL = 5;
    private static final int MOST_LINKS = 1_024;

    /** One entry; a start is relative to what the table says it is. */
    private record Entry(int status, int type, long start, long sectors) {
        boolean isUsed() {
            return type != 0 && sectors != 0;
        }

        boolean isExtended() {
            return isUsed() && EXTENDED.contains(type);
        }

        boolean holdsData() {
            return isUsed() && !isExtended();
        }
    }

    private final SectorReader disk;
    private final List<Entry> primaries;
    private final List<Partition> partitions = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();
    private int nextLogical = FIRST_LOGICAL;

    private MasterBootRecord(SectorReader disk, List<Entry> primaries) {
        this.disk = disk;
        this.primaries = primaries;
    }

    /** The record of a disk; null if sector 0 is none, as on a disk that holds a file system from its start. */
    static MasterBootRecord read(SectorReader disk) throws IOException {
        List<Entry> entries = disk.has(0, 1) ? entries(disk.read(0, 1)) : null;
        boolean isRecord = entries != null && entries.stream().allMatch(e -> e.status == 0 || e.status == 0x80);
        return isRecord ? new MasterBootRecord(disk, entries) : null;
    }

    /** The four entries of a table; null if the sector holds none. */
    private static List<Entry> entries(ByteBuffer sector) {
        if (sector.getShort(SIGNATURE_AT) != SIGNATURE) {
            return null;
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            int at = ENTRIES_AT + i * ENTRY_SIZE;
            int status = sector.get(at) & 0xFF;
            int type = sector.get(at + 4) & 0xFF;
            long start = Integer.toUnsignedLong(sector.getInt(at + 8));
            entries.add(new Entry(status, type, start, Integer.toUnsignedLong(sector.getInt(at + 12))));
        }
        return entries;
    }

    /** Whether it is only there to protect a GUID partition table. */
    boolean isProtective() {
        return primaries.stream().anyMatch(entry -> entry.type == PROTECTIVE);
    }

    /** All partitions that hold data, by ascending number. */
    List<Partition> partitions() throws IOException {
        for (int i = 0; i < ENTRIES; i++) {
            Entry entry = primaries.get(i);
            if (entry.holdsData()) {
                partitions.add(disk.checked(i + 1, entry.start, entry.sectors));
            }
        }
        for (Entry entry : primaries) {
            if (entry.isExtended()) {
                followChain(entry.start);
            }
        }
        return partitions;
    }

    /* Each link holds one logical partition, relative to the link, and the next link, relative to the extended partition. */
    private void followChain(long extendedStart) throws IOException {
        long link = extendedStart;
        while (link >= 0) {
            List<Entry> entries = link(link);
            for (Entry entry : entries.subList(0, 2)) {
                if (entry.holdsData()) {
                    partitions.add(disk.checked(nextLogical, link + entry.start, entry.sectors));
                    nextLogical++;
                }
            }
            link = entries.stream()
                    .filter(Entry::isExtended)
                    .mapToLong(entry -> extendedStart + entry.start)
                    .findFirst()
                    .orElse(-1);
        }
    }

    private List<Entry> link(long sector) throws IOException {
        if (!visited.add(sector)) {
            throw new PartitionTableException(
                    "the chain of logical partitions comes back to where it was: sector=" + sector);
        }
        if (visited.size() > MOST_LINKS) {
            throw new PartitionTableException("the chain of logical partitions has more than " + MOST_LINKS + " links");
        }
        List<Entry> entries = disk.has(sector, 1) ? entries(disk.read(sector, 1)) : null;
        if (entries == null) {
            throw new PartitionTableException(
                    "the chain of logical partitions leads to where no table is: sector=" + sector);
        }
        return entries;
    }
}
