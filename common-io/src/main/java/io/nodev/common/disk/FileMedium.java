package io.nodev.common.disk;

import io.nodev.hypervisor.memory.Memory;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A medium in a file of the host, which keeps the size it was opened with.
 *
 * <p>While a file is shorter than it was, reads after its end fail, and so does every write and every force. One that somebody
 * removes or replaces fails at the next force, because what was written to it is in no file that can be opened again. What
 * another program writes into the file is not noticed, nor that it was shorter and has its old size again. Bytes are copied
 * through an array of this object; nothing is allocated for a read or a write.
 */
public final class FileMedium implements Medium {
    private static final int PIECE = 1 << 16;

    private final Path path;
    private final boolean readOnly;
    /* Not a channel, which an interrupt of the thread that reads would close for everybody. */
    private final RandomAccessFile file;
    private final long size;
    private final Object identity;
    private final byte[] piece = new byte[PIECE];

    private FileMedium(Path path, boolean readOnly, int block) throws IOException {
        this.path = path;
        this.readOnly = readOnly;
        this.file = new RandomAccessFile(path.toFile(), readOnly ? "r" : "rw");
        try {
            long whole = file.length() / block * block;
            if (whole == 0) {
                throw new IOException(path + " is shorter than a block of " + block + " bytes");
            }
            this.size = whole;
            this.identity = identityNow();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens a file as it is.
     *
     * @param block bytes of a block, 1 or more; bytes after the last whole block are not part of the medium
     * @throws IOException if there is no such file, it cannot be opened so, or it is shorter than a block
     */
    public static FileMedium open(Path path, boolean readOnly, int block) throws IOException {
        requireUsable(path, readOnly);
        return new FileMedium(path, readOnly, block);
    }

    private static void requireUsable(Path path, boolean readOnly) throws IOException {
        if (!Files.exists(path)) {
            throw new FileNotFoundException(path + ": no such file");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": a folder");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": it may not be read");
        }
        if (!readOnly && !Files.isWritable(path)) {
            throw new IOException(path + ": it may not be written, and the disk is not read-only");
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, Memory into, int address, int length) throws IOException {
        file.seek(position);
        int done = 0;
        while (done < length) {
            int count = file.read(piece, 0, Math.min(PIECE, length - done));
            if (count < 0) {
                throw new EOFException(path + " was made shorter");
            }
            into.write(address + done, piece, 0, count);
            done += count;
        }
    }

    @Override
    public void write(long position, Memory from, int address, int length) throws IOException {
        checkLength();
        file.seek(position);
        int done = 0;
        while (done < length) {
            int count = Math.min(PIECE, length - done);
            from.read(address + done, piece, 0, count);
            file.write(piece, 0, count);
            done += count;
        }
    }

    @Override
    public void force() throws IOException {
        if (readOnly) {
            return;
        }
        file.getFD().sync();
        check();
    }

    @Override
    public void check() throws IOException {
        if (readOnly) {
            return;
        }
        checkLength();
        if (!identity.equals(identityNow())) {
            throw new IOException(path + " was replaced by another file");
        }
    }

    private void checkLength() throws IOException {
        if (file.length() < size) {
            throw new EOFException(path + " was made shorter");
        }
    }

    /** {@inheritDoc} The same for every name of the file. */
    @Override
    public Object identity() {
        return identity;
    }

    private Object identityNow() throws IOException {
        return FileIdentity.of(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
