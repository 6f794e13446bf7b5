package io.nodev.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSharingTest {
    private static final int SDA = 0x800;
    private static final Extent WHOLE = new Extent(SDA, 0, 1_000);
    private static final Extent PARTITION = new Extent(SDA, 63, 500);

    private static boolean isRefused(DiskUse existing, DiskUse wanted, SharingPolicy policy) {
        return DiskSharing.refusal(List.of(existing), wanted, policy).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"false, false, 0", "true, false, 1", "false, true, 1", "true, true, 2"})
    void whoWritesDecidesTheLevelThatIsNeeded(boolean first, boolean second, int level) {
        DiskUse existing = new DiskUse("domain 1", PARTITION, first);
        DiskUse wanted = new DiskUse("domain 2", PARTITION, second);
        for (int allowed = 0; allowed <= 2; allowed++) {
            assertThat(isRefused(existing, wanted, SharingPolicy.asBuilt(allowed)))
                    .isEqualTo(level > allowed);
            assertThat(isRefused(existing, wanted, SharingPolicy.asDocumented(allowed)))
                    .isEqualTo(level > allowed);
        }
        assertThat(DiskSharing.worst(List.of(existing), wanted, SharingPolicy.asBuilt(0))
                        .orElseThrow()
                        .level())
                .isEqualTo(level);
    }

    @Test
    void aWholeDiskBesideItsPartitionPassedAsBuiltAndIsRefusedAsDocumented() {
        DiskUse mounted = new DiskUse("domain 0's file system /", PARTITION, true);
        DiskUse wanted = new DiskUse("VBD sda of domain 1", WHOLE, false);
        assertThat(isRefused(mounted, wanted, SharingPolicy.asBuilt(0))).isFalse();
        assertThat(isRefused(mounted, wanted, SharingPolicy.asDocumented(0))).isTrue();
        assertThat(isRefused(wanted, mounted, SharingPolicy.asBuilt(0)))
                .as("the other way round")
                .isTrue();
    }

    @Test
    void theMessageNamesBothUsersAndWhatWouldAllowIt() {
        DiskUse mounted = new DiskUse("domain 0's file system /", PARTITION, true);
        DiskUse wanted = new DiskUse("VBD sda of domain 1", WHOLE, false);
        assertThat(new SharingClash(mounted, wanted).message())
                .isEqualTo("VBD sda of domain 1 reads sectors 63 to 562 of sda, which domain 0's file system / writes: "
                        + "level 1 of sharing (vbd_expert) allows that");
    }

    @Test
    void theWorstOfSeveralUsesIsNamed() {
        DiskUse reader = new DiskUse("a", PARTITION, false);
        DiskUse writer = new DiskUse("b", PARTITION, true);
        DiskUse wanted = new DiskUse("c", PARTITION, true);
        assertThat(DiskSharing.worst(List.of(reader, writer, reader), wanted, SharingPolicy.asBuilt(2)))
                .contains(new SharingClash(writer, wanted));
        assertThat(DiskSharing.refusal(List.of(reader, writer), wanted, SharingPolicy.asBuilt(2)))
                .isEmpty();
    }

    @Test
    void thereAreThreeLevels() {
        assertThatThrownBy(() -> SharingPolicy.asBuilt(3)).hasMessage("a level of sharing is 0, 1 or 2: level=3");
        assertThatThrownBy(() -> SharingPolicy.asDocumented(-1))
                .hasMessage("a level of sharing is 0, 1 or 2: level=-1");
    }

    @Test
    void agreesWithSetsOfSectors() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            List<DiskUse> existing = new ArrayList<>();
            for (int k = random.nextInt(4); k >= 0; k--) {
                existing.add(randomUse(random));
            }
            DiskUse wanted = randomUse(random);
            assertThat(level(DiskSharing.worst(existing, wanted, SharingPolicy.asDocumented(0))))
                    .as("%s beside %s", wanted, existing)
                    .isEqualTo(levelBySets(existing, sectors(wanted.extent()), wanted));
            assertThat(level(DiskSharing.worst(existing, wanted, SharingPolicy.asBuilt(0))))
                    .as("%s beside %s", wanted, existing)
                    .isEqualTo(levelBySets(existing, ends(wanted.extent()), wanted));
        }
    }

    private static DiskUse randomUse(Random random) {
        Extent extent = new Extent(SDA + random.nextInt(2) * 16, random.nextInt(12), random.nextInt(8));
        return new DiskUse("somebody", extent, random.nextBoolean());
    }

    private static int level(Optional<SharingClash> clash) {
        return clash.map(SharingClash::level).orElse(-1);
    }

    private static List<Long> sectors(Extent extent) {
        return LongStream.range(extent.start(), extent.end()).boxed().toList();
    }

    private static List<Long> ends(Extent extent) {
        return extent.sectors() == 0 ? List.of() : List.of(extent.start(), extent.end() - 1);
    }

    private static int levelBySets(List<DiskUse> existing, List<Long> looked, DiskUse wanted) {
        return existing.stream()
                .filter(use -> use.extent().device() == wanted.extent().device())
                .filter(use -> sectors(use.extent()).stream().anyMatch(looked::contains))
                .mapToInt(use -> (use.writable() ? 1 : 0) + (wanted.writable() ? 1 : 0))
                .max()
                .orElse(-1);
    }
}
