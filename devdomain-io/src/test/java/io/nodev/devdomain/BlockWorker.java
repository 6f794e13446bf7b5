package io.nodev.devdomain;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualBlockDevice;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A guest that writes as fast as it can, each time another number to one of its places, reads it back, and flushes now and then.
 * Never are two requests for one place under way.
 */
final class BlockWorker implements Guest {
    static final int PLACES = 48;
    static final int SECTORS = 16;

    private static final long FLUSH = 1L << 40;
    private static final int FLUSH_EVERY = 64;

    private final byte[] bytes = new byte[SECTORS * VirtualBlockDevice.SECTOR_SIZE];
    private final int[] written = new int[PLACES];
    private final boolean[] busy = new boolean[PLACES];
    private final boolean[] toRead = new boolean[PLACES];
    private final AtomicIntegerArray completed = new AtomicIntegerArray(1 << 22);
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger flushes = new AtomicInteger();
    private volatile boolean working;
    private BlockDevices devices;
    private VirtualBlockDevice device;
    private int sinceFlush;

    void work(boolean on) {
        working = on;
    }

    /** Requests put, flushes aside. */
    int puts() {
        return puts.get();
    }

    /** Of those, completed exactly once. */
    int completedOnce() {
        int once = 0;
        for (int tag = 0; tag < puts(); tag++) {
            once += completed.get(tag) == 1 ? 1 : 0;
        }
        return once;
    }

    /** Completions that were not good, and reads that brought something else than was written. */
    int wrong() {
        return wrong.get();
    }

    int flushes() {
        return flushes.get();
    }

    VirtualBlockDevice device() {
        return device;
    }

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.blockDevices();
    }

    @Override
    public boolean run(int budget) {
        if (!devices.isReady() || devices.all().isEmpty()) {
            return false;
        }
        device = devices.all().get(0);
        int completions = devices.complete(this::done, budget);
        for (int place = 0; place < PLACES && working; place++) {
            if (!busy[place] && !put(place)) {
                break;
            }
        }
        if (working && sinceFlush >= FLUSH_EVERY && device.flush(FLUSH)) {
            sinceFlush = 0;
        }
        devices.submit();
        return completions == budget;
    }

    private boolean put(int place) {
        int tag = puts.get();
        boolean read = toRead[place];
        long packed = (long) tag << 8 | place;
        boolean put;
        if (read) {
            put = device.read((long) place * SECTORS, SECTORS, packed);
        } else {
            fill(tag);
            put = device.write((long) place * SECTORS, bytes, SECTORS, packed);
        }
        if (put) {
            written[place] = read ? written[place] : tag;
            busy[place] = true;
            toRead[place] = !read;
            sinceFlush++;
            puts.incrementAndGet();
        }
        return put;
    }

    private void fill(int number) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            buffer.putInt(number);
        }
    }

    private void done(BlockCompletion completion) {
        if (completion.tag() == FLUSH) {
            flushes.incrementAndGet();
            return;
        }
        int place = (int) (completion.tag() & 0xFF);
        completed.incrementAndGet((int) (completion.tag() >> 8));
        busy[place] = false;
        boolean right = completion.isGood();
        if (completion.length() != 0) {
            completion.copyTo(bytes, 0);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                right &= buffer.getInt() == written[place];
            }
        }
        if (!right) {
            wrong.incrementAndGet();
        }
    }
}
