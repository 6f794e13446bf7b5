package io.nodev.legacy.vbd;

import static io.nodev.legacy.vbd.BlockLab.A;
import static io.nodev.legacy.vbd.BlockLab.B;
import static io.nodev.legacy.vbd.BlockLab.HDA;
import static io.nodev.legacy.vbd.BlockLab.VBD;
import static io.nodev.legacy.vbd.RawBlockGuest.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is served when, how much at a time, and how much is in flight. */
class BlockServiceTest {
    private static final int RING = 64;

    private final BlockLab lab = new BlockLab();
    private final RawBlockGuest a = lab.guest(A);
    private final RawBlockGuest b = lab.guest(B);

    BlockServiceTest() {
        lab.give();
        lab.changes.create(B, new VbdConfig(VBD, VbdMode.READ_WRITE, List.of(new Extent(HDA, 2000, 1000))));
    }

    private void fill(RawBlockGuest guest, int device) {
        int segment = guest.segment(guest.page(), 1);
        for (int i = 0; i < RING; i++) {
            guest.putRaw(i, device, READ, 1, i, segment);
        }
        guest.signal();
    }

    /** Whose requests reached the disk since that many had, as domains. */
    private List<Integer> servedSince(int count) {
        List<Integer> domains = new ArrayList<>();
        for (int i = count; i < lab.hda.asked.size(); i++) {
            domains.add((int) lab.hda.asked.get(i).sector() / 1000);
        }
        return domains;
    }

    private static List<Integer> times(int count, int domain) {
        return IntStream.range(0, count).mapToObj(i -> domain).toList();
    }

    @Test
    void noMoreThanSixtyFourAreInFlightInTheWholeMachine() {
        lab.hda.hold();
        fill(a, VBD);
        assertThat(lab.disks.inFlight()).isEqualTo(64);
        fill(b, VBD);
        assertThat(lab.hda.asked).hasSize(64);
        lab.hda.finish();
        lab.run();
        assertThat(a.take()).hasSize(RING);
        assertThat(b.take()).hasSize(RING);
        assertThat(lab.disks.inFlight()).isZero();
    }

    @Test
    void sixteenAtATurnInRoundRobinOnceFewerThanThirtyTwoAreInFlight() {
        lab.hda.hold();
        fill(lab.guest(0), HDA);
        fill(a, VBD);
        fill(b, VBD);
        lab.hda.finish(32);
        lab.run();
        assertThat(lab.disks.inFlight()).isEqualTo(32);
        assertThat(servedSince(64)).isEmpty();

        lab.hda.finish(1);
        lab.run();
        List<Integer> expected = new ArrayList<>(times(16, A));
        expected.addAll(times(16, B));
        expected.add(A);
        assertThat(servedSince(64)).isEqualTo(expected);
        assertThat(lab.disks.inFlight()).isEqualTo(64);
    }

    @Test
    void aRingWhoseTurnIsCutShortIsServedOnLater() {
        lab.hda.hold();
        fill(a, VBD);
        fill(b, VBD);
        for (int i = 0; i < 20; i++) {
            lab.hda.finish(7);
            lab.run();
        }
        assertThat(a.take()).hasSize(RING);
        assertThat(b.take()).hasSize(RING);
    }

    @Test
    void everyRequestIsAnsweredOnce() {
        fill(a, VBD);
        assertThat(a.take())
                .extracting(RawBlockGuest.Response::id)
                .doesNotHaveDuplicates()
                .hasSize(RING);
        assertThat(a.takeEvents()).isPositive();
        assertThat(lab.vbd(A, VBD).counters().answeredByStatus())
                .containsEntry(0, 64L)
                .hasSize(1);
    }

    @Test
    void anImpossibleIndexIsGoodForARingsWorthOnly() {
        int segment = a.segment(a.page(), 1);
        for (int i = 0; i < RING; i++) {
            a.putRaw(i, VBD, READ, 1, i, segment);
        }
        a.setRequests(1 << 30);
        a.signal();
        a.signal();
        assertThat(a.produced()).isEqualTo(RING);
        assertThat(lab.disks.find(A).violations(ProtocolViolation.REQUEST_OVERRUN))
                .isOne();
        a.setRequests(RING);
        a.take();
        assertThat(a.status(READ, 0, segment)).isZero();
    }

    @Test
    void theDebugKeyTellsOfRingsAndVbds() {
        a.status(READ, 0, a.segment(a.page(), 2));
        a.status(READ, 5000, a.segment(a.page(), 2));
        StringBuilder text = new StringBuilder();
        new BlockReport(lab.disks).accept(text::append);
        assertThat(text)
                .contains("domain 1 (domain1): block ring page "
                        + lab.disks.find(A).ringPage())
                .contains("requests taken 2, responses put 2, with the disks 0")
                .contains("BAD_SECTORS: 1")
                .contains("hda1: mode 3, 1000 sectors, status {0=1, 1=1}, sectors read 2, written 0, flushes 0");
    }
}
