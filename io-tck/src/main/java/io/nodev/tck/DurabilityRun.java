package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.disk.FlushedWrites;
import io.nodev.tck.disk.RecordingMedium;
import io.nodev.tck.harness.BlockUser;
import io.nodev.tck.harness.BlockUser.Done;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * A guest that writes and flushes at random through its VBD, and a crash after each thing that the medium does: what it may
 * leave is looked at, and what was lost is kept. Requests are completed in any order, and some only after a restart of what
 * serves them. One test thread; the medium's events come on the thread of whoever drives it.
 */
final class DurabilityRun {
    /** Sectors of the VBD that are written. */
    static final int WINDOW = 96;

    private static final int ROUNDS = 200;
    private static final int MOST_OUTSTANDING = 24;
    private static final int LONGEST = 12;
    private static final int IMAGES = 3;

    private record Write(int sector, int sectors) {}

    private final TestedVbd vbd;
    private final BlockUser user;
    private final DiskUnderTest disk;
    private final Random random;
    private final Random crashes;
    private final FlushedWrites expected;
    private final Map<Long, Write> writes = new HashMap<>();
    private final Map<Long, FlushedWrites.Flush> flushes = new HashMap<>();
    private final BitSet underWay = new BitSet(WINDOW);
    private final List<Long> lost = new ArrayList<>();
    private long tag;
    private int flushed;

    /** A run on a VBD that lies on one disk. */
    DurabilityRun(TestedVbd vbd, long seed) {
        this.vbd = vbd;
        this.user = new BlockUser(vbd.machine(), vbd.domain(), vbd.device());
        this.disk = vbd.place(0).disk();
        this.random = new Random(seed);
        this.crashes = new Random(seed + 1);
        this.expected = new FlushedWrites(
                sector -> RecordingMedium.original(vbd.place(sector).sector()), DiskUnderTest.PIECE_SIZE);
    }

    /**
     * Writes, flushes and crashes.
     *
     * @param restart stops and starts what serves the VBD, or does nothing
     */
    void run(Runnable restart) {
        disk.medium().afterEachEvent(this::crash);
        for (int round = 0; round < ROUNDS; round++) {
            disk.hold().hold();
            put();
            vbd.machine().settle();
            disk.hold().letGo(random.nextInt(MOST_OUTSTANDING));
            if (random.nextInt(8) == 0) {
                restart.run();
            }
            finish();
        }
        disk.hold().letAllGo();
        finish();
        crash();
        assertThat(writes).as("writes that were never answered").isEmpty();
        assertThat(flushes).as("flushes that were never answered").isEmpty();
    }

    private void put() {
        int more = random.nextInt(10);
        for (int i = 0; i < more && writes.size() + flushes.size() < MOST_OUTSTANDING; i++) {
            if (random.nextInt(5) == 0) {
                flushes.put(++tag, expected.flush());
                assertThat(user.flush(tag))
                        .as("whether there is a slot for a flush")
                        .isTrue();
            } else {
                write();
            }
        }
        user.submit();
    }

    private void write() {
        int sectors = 1 + random.nextInt(LONGEST);
        int sector = random.nextInt(WINDOW - sectors + 1);
        if (underWay.get(sector, sector + sectors).isEmpty()) {
            byte[] bytes = RecordingMedium.pattern(sectors, random.nextLong());
            expected.put(sector, bytes);
            underWay.set(sector, sector + sectors);
            writes.put(++tag, new Write(sector, sectors));
            assertThat(user.write(sector, bytes, tag))
                    .as("whether there is a slot for a write")
                    .isTrue();
        }
    }

    private void finish() {
        vbd.machine().settle();
        for (Done done : user.take(Integer.MAX_VALUE)) {
            assertThat(done.good())
                    .as("whether request %d was done", done.tag())
                    .isTrue();
            Write write = writes.remove(done.tag());
            if (write == null) {
                expected.flushed(flushes.remove(done.tag()));
                flushed++;
            } else {
                expected.completed(write.sector(), write.sectors());
                underWay.clear(write.sector(), write.sector() + write.sectors());
            }
        }
    }

    private void crash() {
        synchronized (lost) {
            for (int i = 0; i < IMAGES; i++) {
                LongFunction<byte[]> image = disk.medium().crashImage(crashes);
                lost.addAll(
                        expected.lostIn(sector -> image.apply(vbd.place(sector).sector())));
            }
        }
    }

    /** Sectors of the VBD that a crash took although a flush had covered them. */
    List<Long> lost() {
        synchronized (lost) {
            return List.copyOf(lost);
        }
    }

    /** Flushes that were answered as good. */
    int flushed() {
        return flushed;
    }

    /** Requests that were put again. */
    long putAgain() {
        return user.putAgain();
    }
}
