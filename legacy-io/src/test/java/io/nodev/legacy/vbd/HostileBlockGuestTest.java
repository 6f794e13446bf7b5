package io.nodev.legacy.vbd;

import static io.nodev.legacy.vbd.BlockLab.A;
import static io.nodev.legacy.vbd.BlockLab.B;
import static io.nodev.legacy.vbd.BlockLab.HDA;
import static io.nodev.legacy.vbd.BlockLab.HDC;
import static io.nodev.legacy.vbd.BlockLab.VBD;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.memory.FrameTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a guest writes into its ring, it reaches the sectors of its VBD and its own pages, and nothing else. */
class HostileBlockGuestTest {
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(20_040_401);
    private final BlockLab lab = new BlockLab();
    private final RawBlockGuest a = lab.guest(A);
    private final int[] pages = new int[16];

    HostileBlockGuestTest() {
        lab.give(VbdMode.READ_WRITE, new long[] {HDA, 100, 50}, new long[] {HDC, 10, 20}, new long[] {HDA, 300, 1});
        for (int i = 0; i < pages.length; i++) {
            pages[i] = a.page();
        }
    }

    private byte[] slot() {
        byte[] slot = new byte[60];
        if (random.nextInt(4) == 0) {
            random.nextBytes(slot);
            return slot;
        }
        ByteBuffer good = ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN);
        int segments = 1 + random.nextInt(11);
        good.putInt(random.nextInt())
                .putShort((short) VBD)
                .put((byte) random.nextInt(2))
                .put((byte) segments);
        good.putLong(random.nextInt(75));
        for (int i = 0; i < segments; i++) {
            good.putInt(a.segment(pages[random.nextInt(pages.length)], 1 + random.nextInt(8)));
        }
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            slot[random.nextInt(60)] = (byte) random.nextInt();
        }
        return slot;
    }

    private static boolean isOwn(TestDisk disk, long sector) {
        return disk.device() == HDA ? sector >= 100 && sector < 150 || sector == 300 : sector >= 10 && sector < 30;
    }

    private static void expectOnlyOwnChanged(TestDisk disk) {
        assertThat(disk.written()).allMatch(sector -> isOwn(disk, sector));
        for (TestDisk.Asked asked : disk.asked) {
            assertThat(isOwn(disk, asked.sector())).as("%s", asked).isTrue();
            assertThat(isOwn(disk, asked.sector() + asked.sectors() - 1))
                    .as("%s", asked)
                    .isTrue();
        }
    }

    private byte[] memoryOfOthers() {
        byte[] all = new byte[lab.hypervisor.memory().frames() * 4096];
        for (int frame = 0; frame < lab.hypervisor.memory().frames(); frame++) {
            int owner = lab.hypervisor.frames().owner(frame);
            if (owner != A && owner != FrameTable.FREE) {
                lab.hypervisor.memory().read(frame * 4096, all, frame * 4096, 4096);
            }
        }
        return all;
    }

    @Test
    void reachesNothingButItsOwn() {
        byte[] others = memoryOfOthers();
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            a.putBytes(slot());
            a.signal();
            for (RawBlockGuest.Response response : a.take()) {
                done += response.status() == BlockStatus.GOOD ? 1 : 0;
                assertThat(response.status()).isBetween(0, 1);
            }
            assertThat(a.produced()).isEqualTo(round + 1);
        }
        assertThat(done).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
        expectOnlyOwnChanged(lab.hda);
        expectOnlyOwnChanged(lab.hdc);
        assertThat(Arrays.mismatch(memoryOfOthers(), others)).isEqualTo(-1);
        for (int page : pages) {
            assertThat(lab.hypervisor.frames().references(a.memory.translate(page) >>> 12))
                    .isEqualTo(2);
        }
    }

    @Test
    void impossibleIndicesHarmNobody() {
        for (int round = 0; round < 2000; round++) {
            a.putBytes(slot());
            a.setRequests(random.nextInt());
            a.signal();
            lab.run();
        }
        assertThat(lab.panics).isEmpty();
        assertThat(lab.disks.inFlight()).isZero();
        RawBlockGuest b = lab.guest(B);
        lab.changes.create(
                B,
                new io.nodev.common.machine.VbdConfig(
                        VBD, VbdMode.READ_ONLY, java.util.List.of(new io.nodev.common.disk.Extent(HDA, 1000, 8))));
        int at = b.page();
        assertThat(b.status(RawBlockGuest.READ, 3, b.segment(at, 1))).isZero();
        assertThat(b.mark(at)).isEqualTo(1003);
    }
}
