package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Medium;
import io.nodev.hypervisor.memory.Memory;
import java.io.IOException;
import java.util.Random;

/**
 * A medium that shows what it holds, what of that would outlive a crash, and that fails where it is told to. Sectors are filled
 * with a pattern at first. Any thread may look at it while the machine is at rest.
 */
public final class TestMedium implements Medium {
    private static final long NOWHERE = -1;

    private final byte[] bytes;
    private byte[] forced;
    private volatile long failing = NOWHERE;

    /** A medium that fails nowhere, with everything on it forced. */
    public TestMedium(int sectors) {
        this.bytes = pattern(sectors, sectors);
        this.forced = bytes.clone();
    }

    /** A medium of these bytes, all of them forced. */
    public TestMedium(byte[] contents) {
        this.bytes = contents.clone();
        this.forced = contents.clone();
    }

    /** Bytes of which no two sectors are alike. */
    public static byte[] pattern(int sectors, int seed) {
        byte[] pattern = new byte[sectors * Disk.SECTOR_SIZE];
        new Random(seed).nextBytes(pattern);
        return pattern;
    }

    /** Makes every transfer fail from now on that touches a sector. */
    public void failAt(long sector) {
        failing = sector;
    }

    /** What reads would bring, from the first sector on. */
    public synchronized byte[] contents() {
        return bytes.clone();
    }

    /** What would be left if the machine crashed now and nothing but what was forced had reached the medium. */
    public synchronized byte[] forced() {
        return forced.clone();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public synchronized void read(long position, Memory into, int address, int length) throws IOException {
        requireNotFailing(position, length);
        into.write(address, bytes, (int) position, length);
    }

    @Override
    public synchronized void write(long position, Memory from, int address, int length) throws IOException {
        requireNotFailing(position, length);
        from.read(address, bytes, (int) position, length);
    }

    private void requireNotFailing(long position, int length) throws IOException {
        long at = failing * Disk.SECTOR_SIZE;
        if (failing != NOWHERE && at >= position && at < position + length) {
            throw new IOException("the medium fails where it was told to: sector=" + failing);
        }
    }

    @Override
    public synchronized void force() {
        forced = bytes.clone();
    }

    @Override
    public void close() {
        // bytes in memory need no closing
    }
}
