package io.nodev.common.disk;

import io.nodev.hypervisor.memory.Memory;

/**
 * A medium in the heap, all zeros at first. Bytes go straight between it and the other memory, without another copy. It lasts
 * as long as the program, whether forced or not.
 */
public final class MemoryMedium implements Medium {
    private static final int CHUNK_SHIFT = 20;
    private static final int CHUNK = 1 << CHUNK_SHIFT;

    private final byte[][] chunks;
    private final long size;

    /**
     * A medium of zeros.
     *
     * @param size in bytes, 0 or more; taken from the heap at once
     * @throws IllegalArgumentException if it is negative or more than 2 PiB
     */
    public MemoryMedium(long size) {
        if (size < 0 || size > (long) Integer.MAX_VALUE << CHUNK_SHIFT) {
            throw new IllegalArgumentException("no such size of a memory disk: size=" + size);
        }
        this.size = size;
        this.chunks = new byte[(int) ((size + CHUNK - 1) >> CHUNK_SHIFT)][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = new byte[(int) Math.min(CHUNK, size - ((long) i << CHUNK_SHIFT))];
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, Memory into, int address, int length) {
        int done = 0;
        while (done < length) {
            int piece = piece(position + done, length - done);
            into.write(address + done, chunk(position + done), at(position + done), piece);
            done += piece;
        }
    }

    @Override
    public void write(long position, Memory from, int address, int length) {
        int done = 0;
        while (done < length) {
            int piece = piece(position + done, length - done);
            from.read(address + done, chunk(position + done), at(position + done), piece);
            done += piece;
        }
    }

    private byte[] chunk(long position) {
        return chunks[(int) (position >> CHUNK_SHIFT)];
    }

    private static int at(long position) {
        return (int) position & CHUNK - 1;
    }

    private static int piece(long position, int length) {
        return Math.min(length, CHUNK - at(position));
    }

    @Override
    public void force() {
        // written is all that it can be
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
