package io.nodev.common.capture;

import static io.nodev.common.capture.PcapLayout.ETHERNET;
import static io.nodev.common.capture.PcapLayout.MAJOR;
import static io.nodev.common.capture.PcapLayout.MINOR;
import static io.nodev.common.capture.PcapLayout.NANOS_PER_SECOND;
import static io.nodev.common.capture.PcapLayout.RECORD_HEADER_LENGTH;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Writes a classic pcap file of Ethernet frames, little-endian. The bytes go to {@code NAME.part} next to the file; the
 * file itself appears, in one step, by {@link #finish()}. A writer closed unfinished leaves nothing behind. Confined to one
 * thread; nothing is allocated for a record.
 */
public final class PcapWriter implements Closeable {
    /** Bytes of the longest record a writer takes. */
    public static final int MAX_RECORD_LENGTH = 65_535;

    private static final int BUFFER_LENGTH = 1 << 17;
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private final Path target;
    private final Path part;
    private final PcapResolution resolution;
    private final FileOutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private boolean open = true;

    private PcapWriter(Path target, Path part, PcapResolution resolution) throws IOException {
        this.target = target;
        this.part = part;
        this.resolution = resolution;
        this.out = new FileOutputStream(part.toFile());
        buffer.putInt(resolution.magic());
        buffer.putShort((short) MAJOR).putShort((short) MINOR);
        buffer.putInt(0).putInt(0);
        buffer.putInt(MAX_RECORD_LENGTH).putInt(ETHERNET);
    }

    /**
     * Starts a file.
     *
     * @param target what the file will be called; one that exists is replaced when this one is finished
     * @throws IOException if nothing can be written there
     */
    public static PcapWriter create(Path target, PcapResolution resolution) throws IOException {
        return new PcapWriter(target, target.resolveSibling(target.getFileName() + ".part"), resolution);
    }

    /** What the file is called once it is finished. */
    public Path target() {
        return target;
    }

    /**
     * Appends a frame.
     *
     * @param timestampNanos nanoseconds since 1970, up to the year 2106; a microsecond file loses the last three digits
     * @param length bytes of the frame, 0 to {@link #MAX_RECORD_LENGTH}
     * @throws IOException if the file cannot be written; it is given up then
     * @throws IllegalArgumentException if time or length is out of range
     * @throws IndexOutOfBoundsException if the array does not hold {@code length} bytes at {@code offset}
     * @throws IllegalStateException if the writer was finished or closed
     */
    public void append(long timestampNanos, byte[] bytes, int offset, int length) throws IOException {
        long seconds = Math.floorDiv(timestampNanos, NANOS_PER_SECOND);
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "a pcap file tells times from 1970 to 2106: timestampNanos=" + timestampNanos);
        }
        if (length < 0 || length > MAX_RECORD_LENGTH) {
            throw new IllegalArgumentException("a record has 0 to 65535 bytes: length=" + length);
        }
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkOpen();
        if (buffer.remaining() < RECORD_HEADER_LENGTH + length) {
            flush();
        }
        buffer.putInt((int) seconds);
        buffer.putInt((int) (timestampNanos % NANOS_PER_SECOND) / resolution.nanosPerUnit());
        buffer.putInt(length).putInt(length);
        buffer.put(bytes, offset, length);
    }

    /**
     * Completes the file and gives it its name; the writer is closed then.
     *
     * @throws IOException if the file cannot be written or has vanished; nothing appears under its name then
     * @throws IllegalStateException if the writer was finished or closed
     */
    public void finish() throws IOException {
        checkOpen();
        try {
            flush();
            out.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            open = false;
        } finally {
            close();
        }
    }

    /** Gives an unfinished file up and removes what was written of it; does nothing to a finished one. */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            out.close();
            Files.deleteIfExists(part);
        }
    }

    private void flush() throws IOException {
        try {
            out.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            close();
            throw e;
        }
        buffer.clear();
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("this capture is finished or closed: target=" + target);
        }
    }
}
