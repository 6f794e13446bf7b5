package io.nodev.plugin.iso;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An ISO 9660 image of a folder, interchange level 2 without extensions: names are in upper case, and no dates are kept, so that
 * the same files give the same bytes. Source: ECMA-119, sections 6.2 to 9.4.
 *
 * <p>Blocks, in order: 16 that belong to the system, the volume descriptor, the end of the descriptors, the path table in both
 * byte orders, the folders, the files.
 */
public final class IsoImage {
    /** Bytes of a block. */
    public static final int BLOCK = 2_048;

    private static final int SYSTEM_BLOCKS = 16;
    private static final int DESCRIPTORS = 2;

    private final String volume;
    private final PathTable table;
    private final List<IsoEntry> files = new ArrayList<>();
    private final int tableBlocks;
    private final int blocks;

    private IsoImage(String volume, PathTable table) {
        this.volume = volume;
        this.table = table;
        this.tableBlocks = IsoEntry.blocks(table.length());
        int next = SYSTEM_BLOCKS + DESCRIPTORS + 2 * tableBlocks;
        for (IsoEntry directory : table.directories()) {
            next = directory.moveTo(next);
            directory.children().stream().filter(child -> !child.isDirectory()).forEach(files::add);
        }
        for (IsoEntry file : files) {
            next = file.moveTo(next);
        }
        this.blocks = next;
    }

    /**
     * Writes an image of everything in a folder.
     *
     * @param volume the volume's name: upper-case letters, digits and {@code _}, 1 to 32 of them
     * @param image the file to write, in a folder that exists
     * @throws IOException if something cannot be read, held or written
     */
    public static void write(Path folder, String volume, Path image) throws IOException {
        IsoImage made = new IsoImage(IsoName.ofVolume(volume), new PathTable(IsoEntry.root(folder)));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(image))) {
            made.write(out);
        }
    }

    private void write(OutputStream out) throws IOException {
        out.write(new byte[SYSTEM_BLOCKS * BLOCK]);
        out.write(descriptor());
        out.write(terminator());
        out.write(padded(table.bytes(ByteOrder.LITTLE_ENDIAN)));
        out.write(padded(table.bytes(ByteOrder.BIG_ENDIAN)));
        for (int i = 0; i < table.directories().size(); i++) {
            out.write(records(table.directories().get(i), table.parent(i)));
        }
        for (IsoEntry file : files) {
            long copied = Files.copy(file.source(), out);
            if (copied != file.length()) {
                throw new IOException("the file changed while it was read: " + file.source());
            }
            out.write(new byte[(int) ((long) IsoEntry.blocks(copied) * BLOCK - copied)]);
        }
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, IsoEntry.blocks(bytes.length) * BLOCK);
    }

    private static byte[] records(IsoEntry directory, IsoEntry parent) {
        ByteBuffer records = ByteBuffer.allocate((int) directory.length());
        int at = DirectoryRecord.length("\0");
        DirectoryRecord.put(records, 0, directory, "\0");
        DirectoryRecord.put(records, at, parent, "\1");
        at += at;
        for (IsoEntry child : directory.children()) {
            at = DirectoryRecord.place(at, child.name());
            DirectoryRecord.put(records, at, child, child.name());
            at += DirectoryRecord.length(child.name());
        }
        return records.array();
    }

    /** The primary volume descriptor. Source: ECMA-119, section 8.4. */
    private byte[] descriptor() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        head(block, 1);
        text(block, 8, 32, "");
        text(block, 40, 32, volume);
        DirectoryRecord.putBoth(block, 80, blocks);
        DirectoryRecord.putBothShort(block, 120, 1);
        DirectoryRecord.putBothShort(block, 124, 1);
        DirectoryRecord.putBothShort(block, 128, BLOCK);
        DirectoryRecord.putBoth(block, 132, table.length());
        int first = SYSTEM_BLOCKS + DESCRIPTORS;
        block.order(ByteOrder.LITTLE_ENDIAN).putInt(140, first);
        block.order(ByteOrder.BIG_ENDIAN).putInt(148, first + tableBlocks);
        DirectoryRecord.put(block, 156, table.directories().get(0), "\0");
        text(block, 190, 623, "");
        for (int date = 813; date < 881; date += 17) {
            block.put(date, "0000000000000000".getBytes(StandardCharsets.US_ASCII));
        }
        block.put(881, (byte) 1);
        return block.array();
    }

    private static byte[] terminator() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        head(block, 255);
        return block.array();
    }

    private static void head(ByteBuffer block, int type) {
        block.put(0, (byte) type);
        block.put(1, "CD001".getBytes(StandardCharsets.US_ASCII));
        block.put(6, (byte) 1);
    }

    private static void text(ByteBuffer block, int at, int length, String text) {
        byte[] blank = new byte[length];
        Arrays.fill(blank, (byte) ' ');
        block.put(at, blank);
        block.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
