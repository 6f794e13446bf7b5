package io.nodev.common.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole capture in memory: every record up to the end of the file or to its first damage.
 *
 * @param name of the file, as messages show it
 * @param resolution how finely it tells time
 * @param records in file order
 * @param damage why there are no more, if the file was damaged
 */
public record PcapFile(String name, PcapResolution resolution, List<PcapRecord> records, Optional<PcapDamage> damage) {
    /** Keeps its own copy of the list. */
    public PcapFile {
        records = List.copyOf(records);
    }

    /**
     * Reads a file; its name is the last part of the path.
     *
     * @throws IOException if the file cannot be read; not if it is damaged
     */
    public static PcapFile read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.getFileName().toString(), in);
        }
    }

    /**
     * Reads a stream to its end and leaves it open; a capture packed in a jar comes so.
     *
     * @throws IOException if the stream cannot be read; not if its content is damaged
     */
    public static PcapFile read(String name, InputStream in) throws IOException {
        PcapReader reader = PcapReader.over(name, in);
        List<PcapRecord> records = new ArrayList<>();
        for (Optional<PcapRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return new PcapFile(name, reader.resolution(), records, reader.damage());
    }

    /** Reads the bytes of a file. */
    public static PcapFile parse(String name, byte[] bytes) {
        try {
            return read(name, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
    }
}
