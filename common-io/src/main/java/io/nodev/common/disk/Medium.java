package io.nodev.common.disk;

import io.nodev.hypervisor.memory.Memory;
import java.io.Closeable;
import java.io.IOException;

/**
 * What a disk keeps its bytes on. One thread at a time.
 *
 * <p>A range is 0 or more bytes, and whoever calls has made sure that it lies within {@link #size}. Bytes written are seen by
 * later reads at once; whether they outlive a crash is not said before {@link #force} has returned.
 */
public interface Medium extends Closeable {
    /** What it is of: two media that are equal in this have the same bytes. */
    default Object identity() {
        return this;
    }

    /** Its size in bytes when it was opened. */
    long size();

    /**
     * Copies bytes from the medium to memory.
     *
     * @throws IOException if they cannot all be had; any part of the range in memory may have changed
     */
    void read(long position, Memory into, int address, int length) throws IOException;

    /**
     * Copies bytes from memory to the medium.
     *
     * @throws IOException if they cannot all be taken, as on a full file system; any part of the range may have changed
     */
    void write(long position, Memory from, int address, int length) throws IOException;

    /**
     * Returns when everything written before lasts.
     *
     * @throws IOException if that cannot be said; then nothing written since the last success can be relied on
     */
    void force() throws IOException;

    /**
     * Looks whether what the last {@link #force} made last can still be had, when nothing was written since. Quick.
     *
     * @throws IOException if not
     */
    default void check() throws IOException {}
}
