package io.nodev.common.disk;

import static io.nodev.common.disk.TableImage.SECTORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTableTest {
    @TempDir
    private Path folder;

    private final TableImage image = new TableImage();

    private void assertRefused(String message) {
        assertThatThrownBy(() -> image.read(folder))
                .isInstanceOf(PartitionTableException.class)
                .hasMessage(message);
    }

    @Test
    void anImageWithoutATableHasNone() throws IOException {
        assertThat(image.read(folder)).isEqualTo(new PartitionTable(PartitionTable.Kind.NONE, List.of()));
        assertThat(PartitionTable.read(Files.write(folder.resolve("empty.img"), new byte[0]))
                        .kind())
                .isEqualTo(PartitionTable.Kind.NONE);
        image.entry(0, 0, 0x83, 63, 10).bytes.put(446, (byte) 0x41);
        assertThat(image.read(folder).kind())
                .as("a boot sector of a file system")
                .isEqualTo(PartitionTable.Kind.NONE);
    }

    @Test
    void aMasterBootRecordHasFourPlaces() throws IOException {
        image.entry(0, 0, 0x83, 63, 937)
                .entry(0, 3, 0x82, 1_000, SECTORS - 1_000)
                .entry(0, 1, 0x83, 5, 0);
        PartitionTable table = image.read(folder);
        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.MBR);
        assertThat(table.partitions())
                .containsExactly(new Partition(1, 63, 937), new Partition(4, 1_000, SECTORS - 1_000));
        assertThat(table.partition(4))
                .hasValueSatisfying(partition ->
                        assertThat(partition.of(0x300)).isEqualTo(new Extent(0x300, 1_000, SECTORS - 1_000)));
        assertThat(table.partition(2)).isEmpty();
    }

    @Test
    void logicalPartitionsFollowAChainAndAreNumberedFromFive() throws IOException {
        image.entry(0, 0, 0x83, 63, 100).entry(0, 1, 0x0F, 1_000, 3_000);
        image.entry(1_000, 0, 0x83, 63, 437).entry(1_000, 1, 0x05, 1_500, 500);
        image.entry(2_500, 1, 0x05, 500, 500);
        image.entry(1_500, 0, 0x82, 1, 99);
        assertThat(image.read(folder).partitions())
                .containsExactly(new Partition(1, 63, 100), new Partition(5, 1_063, 437), new Partition(6, 1_501, 99));
    }

    @Test
    void aChainThatComesBackIsRefused() {
        image.entry(0, 0, 0x05, 1_000, 3_000);
        image.entry(1_000, 0, 0x83, 63, 437).entry(1_000, 1, 0x05, 1_500, 500);
        image.entry(2_500, 0, 0x83, 63, 437).entry(2_500, 1, 0x05, 1_500, 500);
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(5),
                () -> assertRefused("the chain of logical partitions comes back to where it was: sector=2500"));
    }

    @Test
    void aChainThatLeadsNowhereIsRefused() {
        image.entry(0, 0, 0x05, 1_000, 3_000);
        assertRefused("the chain of logical partitions leads to where no table is: sector=1000");
        image.entry(1_000, 1, 0x05, -1, 500);
        assertRefused("the chain of logical partitions leads to where no table is: sector=4294968295");
    }

    @Test
    void aChainWithoutEndIsRefused() {
        image.entry(0, 0, 0x05, 10, 4_000);
        for (int link = 0; link < 2_000; link++) {
            image.entry(10 + link, 1, 0x05, link + 1, 1);
        }
        assertRefused("the chain of logical partitions has more than 1024 links");
    }

    @Test
    void aPartitionOutsideTheImageIsRefused() {
        image.entry(0, 2, 0x83, 63, SECTORS);
        assertRefused("partition 3 is not on the disk: start=63, sectors=4096, sectors of the disk=4096");
    }

    @Test
    void aGuidTableNumbersByPlace() throws IOException {
        image.guidTable(new long[] {34, 99}, new long[0], new long[] {100, 100});
        PartitionTable table = image.read(folder);
        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
        assertThat(table.partitions()).containsExactly(new Partition(1, 34, 66), new Partition(3, 100, 1));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {512, 512 + 13, 512 + 16, 512 + 24, 512 + 50, 512 + 72, 512 + 80, 512 + 88, 1_024, 1_024 + 33, 17_407
            })
    void theCopyServesWhenAByteOfTheFirstIsWrong(int at) throws IOException {
        image.guidTable(new long[] {34, 99}).damage(0, at);
        assertThat(image.read(folder))
                .isEqualTo(new PartitionTable(PartitionTable.Kind.GPT_BACKUP, List.of(new Partition(1, 34, 66))));
    }

    @Test
    void twoDamagedCopiesAreRefused() {
        image.guidTable(new long[] {34, 99}).damage(2, 40).damage(SECTORS - 1, 0);
        assertRefused(
                "both copies of the GUID partition table are damaged: the first, the checksum of its entries is wrong; the"
                        + " second, there is no header in sector 4095");
    }

    @Test
    void aHeaderThatAsksForTooMuchIsDamaged() {
        image.guidTable(new long[] {34, 99}).damage(SECTORS - 1, 0);
        image.bytes.putInt(512 + 80, -1).putInt(512 + 84, 128);
        image.sealHeader(1);
        assertThatThrownBy(() -> image.read(folder)).hasMessageContaining("entries=4294967295, bytes of one=128");
        image.bytes.putInt(512 + 80, 128).putInt(512 + 84, 0);
        image.sealHeader(1);
        assertThatThrownBy(() -> image.read(folder)).hasMessageContaining("entries=128, bytes of one=0");
        image.bytes.putInt(512 + 84, 128).putLong(512 + 72, Long.MAX_VALUE);
        image.sealHeader(1);
        assertThatThrownBy(() -> image.read(folder)).hasMessageContaining("its entries are not on the disk");
    }

    @Test
    void aGuidPartitionWhereNoneMayBeIsRefused() {
        image.guidTable(new long[] {33, 99});
        assertRefused("partition 1 is not where the header allows one: first sector=33, last sector=99");
        image.guidTable(new long[] {50, 49});
        assertRefused("partition 1 is not where the header allows one: first sector=50, last sector=49");
    }

    @Test
    void noTableAtAllMakesItFailOtherwise() {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            TableImage hostile = new TableImage().guidTable(new long[] {34, 99}, new long[] {100, 900});
            if (i % 2 == 0) {
                hostile.entry(0, 0, 0x05, 1_000, 3_000)
                        .entry(1_000, 0, 0x83, 63, 437)
                        .entry(1_000, 1, 0x05, 1_500, 5);
            }
            for (int k = 0; k < 30; k++) {
                int sector = new int[] {0, 1, 2, 1_000, SECTORS - 1}[random.nextInt(5)];
                hostile.bytes.put(
                        sector * 512 + (sector % 1_000 == 0 ? 446 + random.nextInt(64) : random.nextInt(128)),
                        (byte) random.nextInt(256));
            }
            hostile.bytes
                    .put(446, (byte) 0)
                    .put(462, (byte) 0)
                    .put(478, (byte) 0)
                    .put(494, (byte) 0);
            if (random.nextBoolean()) {
                hostile.sealHeader(1);
            }
            assertReadsOrRefuses(hostile);
        }
    }

    private void assertReadsOrRefuses(TableImage hostile) {
        try {
            for (Partition partition : hostile.read(folder).partitions()) {
                assertThat(partition.start()).isNotNegative();
                assertThat(partition.start() + partition.sectors()).isBetween(1L, (long) SECTORS);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(PartitionTableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void readsWhatSfdiskWrites(String label) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("sfdisk.img"), new byte[16 << 20]);
        boolean isRecord = label.equals("dos");
        String script = "label: " + label + "\n1 : start=2048, size=2048\n2 : start=4096, size=16384"
                + (isRecord ? ", type=E\n5 : start=6144, size=1024\n6 : start=10240, size=512\n" : "\n");
        assumeTrue(isPartitioned(file, script), "needs sfdisk");
        PartitionTable table = PartitionTable.read(file);
        if (!isRecord) {
            assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
            assertThat(table.partitions())
                    .containsExactly(new Partition(1, 2_048, 2_048), new Partition(2, 4_096, 16_384));
        } else {
            assertThat(table.partitions())
                    .containsExactly(
                            new Partition(1, 2_048, 2_048),
                            new Partition(5, 6_144, 1_024),
                            new Partition(6, 10_240, 512));
        }
    }

    private static boolean isPartitioned(Path file, String script) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("sfdisk", "-q", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.outputWriter()) {
                in.write(script);
            }
            return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
