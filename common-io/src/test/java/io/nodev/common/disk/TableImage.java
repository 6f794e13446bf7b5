package io.nodev.common.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** An image in memory into which partition tables are written field by field. */
final class TableImage {
    static final int SECTORS = 4_096;
    private static final int GPT_ENTRIES = 128;
    private static final int GPT_ENTRY_SECTORS = 32;

    final ByteBuffer bytes = ByteBuffer.allocate(SECTORS * Disk.SECTOR_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    /** Writes one of the four entries of the table in a sector, and its signature. */
    TableImage entry(int sector, int index, int type, int start, int sectors) {
        int at = sector * Disk.SECTOR_SIZE + 446 + index * 16;
        bytes.put(at + 4, (byte) type).putInt(at + 8, start).putInt(at + 12, sectors);
        bytes.putShort(sector * Disk.SECTOR_SIZE + 510, (short) 0xAA55);
        return this;
    }

    /** Writes a protective record and both copies of a table with these partitions, first and last sector each. */
    TableImage guidTable(long[]... partitions) {
        entry(0, 0, 0xEE, 1, SECTORS - 1);
        ByteBuffer entries = ByteBuffer.allocate(GPT_ENTRIES * 128).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i].length == 2) {
                entries.putLong(i * 128, 0x477284830FC63DAFL).putLong(i * 128 + 8, 0xE47D47D8693D798EL - i);
                entries.putLong(i * 128 + 32, partitions[i][0]).putLong(i * 128 + 40, partitions[i][1]);
            }
        }
        writeCopy(1, SECTORS - 1, 2, entries);
        writeCopy(SECTORS - 1, 1, SECTORS - 1 - GPT_ENTRY_SECTORS, entries);
        return this;
    }

    private void writeCopy(int sector, int other, int entriesSector, ByteBuffer entries) {
        int at = sector * Disk.SECTOR_SIZE;
        bytes.put(at, "EFI PART".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(at + 8, 0x10000).putInt(at + 12, 92);
        bytes.putLong(at + 24, sector).putLong(at + 32, other);
        bytes.putLong(at + 40, 2 + GPT_ENTRY_SECTORS).putLong(at + 48, SECTORS - 2 - GPT_ENTRY_SECTORS);
        bytes.putLong(at + 72, entriesSector).putInt(at + 80, GPT_ENTRIES).putInt(at + 84, 128);
        bytes.putInt(at + 88, checksum(entries.array(), 0, entries.capacity()));
        bytes.put(entriesSector * Disk.SECTOR_SIZE, entries.array());
        sealHeader(sector);
    }

    /** Makes the checksum of the header in a sector right again. */
    TableImage sealHeader(int sector) {
        int at = sector * Disk.SECTOR_SIZE;
        bytes.putInt(at + 16, 0);
        bytes.putInt(at + 16, checksum(bytes.array(), at, 92));
        return this;
    }

    private static int checksum(byte[] bytes, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at, length);
        return (int) crc.getValue();
    }

    /** Breaks a byte. */
    TableImage damage(int sector, int offset) {
        int at = sector * Disk.SECTOR_SIZE + offset;
        bytes.put(at, (byte) (bytes.get(at) + 1));
        return this;
    }

    PartitionTable read(Path folder) throws IOException {
        return PartitionTable.read(Files.write(folder.resolve("table.img"), bytes.array()));
    }
}
