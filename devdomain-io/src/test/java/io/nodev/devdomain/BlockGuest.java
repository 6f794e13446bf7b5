package io.nodev.devdomain;

import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualBlockDevice;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A guest that puts the block requests a test hands it, as soon as there is room, and keeps what comes back. */
final class BlockGuest implements Guest {
    /** A completion, copied. */
    record Done(long tag, int status, byte[] bytes) {}

    private final ConcurrentLinkedQueue<Predicate<BlockDevices>> toPut = new ConcurrentLinkedQueue<>();
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private volatile BlockDevices devices;
    private volatile boolean deaf;

    /** Something that puts one request and says whether there was room. */
    void put(Predicate<BlockDevices> request) {
        toPut.add(request);
    }

    void read(String name, long sector, int sectors, long tag) {
        put(all -> device(all, name).read(sector, sectors, tag));
    }

    void write(String name, long sector, byte[] bytes, long tag) {
        put(all -> device(all, name).write(sector, bytes, bytes.length / VirtualBlockDevice.SECTOR_SIZE, tag));
    }

    void flush(String name, long tag) {
        put(all -> device(all, name).flush(tag));
    }

    private static VirtualBlockDevice device(BlockDevices all, String name) {
        return all.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** From now on it takes no completion, or does again. */
    void setDeaf(boolean no) {
        deaf = no;
    }

    BlockDevices devices() {
        return devices;
    }

    List<Done> done() {
        return done;
    }

    Done done(long tag) {
        List<Done> same = done.stream().filter(each -> each.tag() == tag).toList();
        if (same.size() != 1) {
            throw new AssertionError("completed " + same.size() + " times: tag=" + tag + ", all=" + done);
        }
        return same.get(0);
    }

    @Override
    public void start(GuestEnvironment environment) {
        devices = environment.blockDevices();
    }

    @Override
    public boolean run(int budget) {
        int completed = deaf ? 0 : devices.complete(this::keep, budget);
        while (devices.isReady() && !toPut.isEmpty() && toPut.peek().test(devices)) {
            toPut.remove();
        }
        devices.submit();
        return completed == budget;
    }

    private void keep(BlockCompletion completion) {
        byte[] bytes = new byte[completion.length()];
        completion.copyTo(bytes, 0);
        done.add(new Done(completion.tag(), completion.status(), bytes));
    }
}
