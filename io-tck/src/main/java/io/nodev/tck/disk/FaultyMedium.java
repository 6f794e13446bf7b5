package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.Medium;
import io.nodev.hypervisor.memory.Memory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Another medium that fails where a test says so. Told from any thread. */
public final class FaultyMedium implements Medium {
    private static final int EVERY = Integer.MAX_VALUE;

    private final Medium medium;
    private final Map<DiskOperation, Integer> faults = new EnumMap<>(DiskOperation.class);
    private long firstBad;
    private long endOfBad;
    private boolean forgetting;

    /** The other medium, whole. */
    public FaultyMedium(Medium medium) {
        this.medium = medium;
    }

    /** Every operation of that kind fails from now on. */
    public void fail(DiskOperation operation) {
        fail(operation, EVERY);
    }

    /** The next {@code times} operations of that kind fail. */
    public synchronized void fail(DiskOperation operation, int times) {
        faults.put(operation, times);
    }

    /** Reads and writes that touch one of these sectors fail from now on. */
    public synchronized void failSectors(long first, long sectors) {
        firstBad = first;
        endOfBad = first + sectors;
    }

    /** A force says from now on that all is well, and does nothing. */
    public synchronized void forgetForces() {
        forgetting = true;
    }

    /** Nothing fails any more. */
    public synchronized void heal() {
        faults.clear();
        failSectors(0, 0);
        forgetting = false;
    }

    private synchronized void check(DiskOperation operation) throws IOException {
        int left = faults.getOrDefault(operation, 0);
        if (left > 0) {
            faults.put(operation, left == EVERY ? EVERY : left - 1);
            throw new IOException("the test lets this fail: operation=" + operation);
        }
    }

    private synchronized void checkRange(long position, int length) throws IOException {
        if (position < endOfBad * Disk.SECTOR_SIZE && position + length > firstBad * Disk.SECTOR_SIZE) {
            throw new IOException("bad sectors: position=" + position + ", length=" + length);
        }
    }

    private synchronized boolean isForgetting() {
        return forgetting;
    }

    @Override
    public long size() {
        return medium.size();
    }

    @Override
    public void read(long position, Memory into, int address, int length) throws IOException {
        check(DiskOperation.READ);
        checkRange(position, length);
        medium.read(position, into, address, length);
    }

    @Override
    public void write(long position, Memory from, int address, int length) throws IOException {
        check(DiskOperation.WRITE);
        checkRange(position, length);
        medium.write(position, from, address, length);
    }

    @Override
    public void force() throws IOException {
        check(DiskOperation.FLUSH);
        if (!isForgetting()) {
            medium.force();
        }
    }

    @Override
    public void check() throws IOException {
        check(DiskOperation.FLUSH);
        medium.check();
    }

    @Override
    public void close() throws IOException {
        medium.close();
    }
}
