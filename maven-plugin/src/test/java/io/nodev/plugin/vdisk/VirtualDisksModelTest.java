package io.nodev.plugin.vdisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a database and on lists in memory: the same answers, and the same disks after each. */
final class VirtualDisksModelTest {
    private static final int STEPS = 120;

    /** What the model calls refused. */
    private static final Set<ProblemCode> REFUSALS =
            Set.of(ProblemCode.NO_DISK_SPACE, ProblemCode.NO_SUCH_VIRTUAL_DISK, ProblemCode.DISK_SPACE_REUSED);

    @TempDir
    private Path folder;

    private final ModelDisks model = new ModelDisks(1_000_000);

    @BeforeEach
    void makesImages() throws Exception {
        folder = folder.toRealPath();
        for (String name : new String[] {"one", "two"}) {
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(25 << 20);
            }
        }
        Files.write(folder.resolve("in"), new byte[1_500_000]);
        format("one", 2);
    }

    private void format(String name, long megabytes) throws Exception {
        FormattedImage formatted = disks().format(folder.resolve(name), 0, megabytes);
        if (formatted.anew()) {
            model.format(folder.resolve(name), 25 / megabytes, megabytes);
        }
    }

    private VirtualDisks disks() {
        return new VirtualDisks(
                folder.resolve("db"),
                Clock.fixed(Instant.ofEpochSecond(model.now), ZoneOffset.UTC),
                Duration.ofMinutes(5));
    }

    /** What can be asked of a database. */
    private interface Question<T> {
        T ask(VirtualDisks disks) throws IOException, VirtualDiskException;
    }

    /** What can be done to a database. */
    private interface Change {
        void make(VirtualDisks disks) throws IOException, VirtualDiskException;
    }

    private <T> void same(String what, T expected, Question<T> question) throws IOException {
        try {
            T answer = question.ask(disks());
            assertThat(answer).as(what).isEqualTo(expected);
        } catch (VirtualDiskException e) {
            assertThat(e.code()).as(what).isIn(REFUSALS);
            assertThat(expected).as(what + ": " + e.getMessage()).isNull();
        }
    }

    private void sameChange(String what, boolean expected, Change change) throws IOException {
        same(what, expected ? true : null, disks -> {
            change.make(disks);
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void doesWhatListsInMemoryDo(long seed) throws Exception {
        compare(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void doesWhatListsInMemoryDoForLonger(long seed) throws Exception {
        compare(seed);
    }

    private void compare(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < STEPS; step++) {
            String what = "seed " + seed + ", step " + step + ": ";
            what += step(random, random.nextLong(model.made() + 2));
            same(what, model.list(), VirtualDisks::list);
            same(what, model.freeMegabytes(), VirtualDisks::freeMegabytes);
            requireSameExtents(what, random.nextLong(model.made() + 2));
        }
        for (long id = 0; id <= model.made(); id++) {
            requireSameExtents("seed " + seed + ", at the end", id);
        }
    }

    private void requireSameExtents(String what, long id) throws IOException {
        same(what + ", lookup " + id, model.lookup(id), disks -> disks.lookup(id));
    }

    private String step(SplittableRandom random, long id) throws Exception {
        long megabytes = 1 + random.nextLong(8);
        long seconds = random.nextInt(3) == 0 ? 0 : 1 + random.nextLong(20);
        int kind = random.nextInt(12);
        String what = "kind " + kind + ", id " + id + ", MB " + megabytes + ", seconds " + seconds;
        switch (kind) {
            case 0, 1 -> same(what, model.create(megabytes, seconds), disks -> disks.create(megabytes, seconds));
            case 2 -> same(what, model.create(2, seconds), disks -> disks.importFile(folder.resolve("in"), seconds));
            case 3, 4 -> sameChange(what, model.enlarge(id, megabytes), disks -> disks.enlarge(id, megabytes));
            case 5 -> sameChange(what, model.delete(id), disks -> disks.delete(id));
            case 6, 7 -> sameChange(what, model.undelete(id, seconds), disks -> disks.undelete(id, seconds));
            case 8 -> sameChange(what, model.setExpiry(id, seconds), disks -> disks.setExpiry(id, seconds));
            case 9 -> format(random.nextBoolean() ? "one" : "two", 3);
            // Mostly on; at times back, as someone sets a clock.
            default -> model.now += random.nextInt(5) == 0 ? -megabytes : megabytes;
        }
        return what;
    }

    @Test
    void theModelItselfRefusesThePool() {
        assertThat(LongStream.of(0, 1).mapToObj(model::lookup)).containsOnlyNulls();
        assertThat(model.undelete(0, 0)).isFalse();
    }
}
