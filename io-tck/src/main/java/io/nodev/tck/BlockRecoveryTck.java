package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.BACKEND_RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.tck.disk.DiskHold;
import io.nodev.tck.disk.RecordingMedium;
import io.nodev.tck.harness.BlockUser;
import io.nodev.tck.harness.BlockUser.Done;
import io.nodev.tck.ledger.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of requests when that which serves VBDs goes down and comes up again. */
public abstract class BlockRecoveryTck extends BlockTck {
    private static final int REQUESTS = 5;
    private static final int ANSWERED = 2;
    private static final int SECTORS = 8;

    /** For stacks. */
    protected BlockRecoveryTck() {}

    private TestedVbd bootWritable() {
        int sectors = REQUESTS * SECTORS;
        return bootWithDrivers(VbdNeed.writable(sectors).ofExtents(1, sectors), writable(extent(100, 1000)));
    }

    private static BlockUser user(TestedVbd vbd) {
        return new BlockUser(vbd.machine(), vbd.domain(), vbd.device());
    }

    private static DiskHold hold(TestedVbd vbd) {
        return vbd.place(0).disk().hold();
    }

    private static RecordingMedium medium(TestedVbd vbd) {
        return vbd.place(0).disk().medium();
    }

    /** Puts five writes, each of sectors of its own, and has two of them answered. */
    private static void putWrites(TestedVbd vbd, BlockUser user) {
        hold(vbd).hold();
        putWrites(vbd, user, 0, REQUESTS);
        hold(vbd).letGo(ANSWERED);
        vbd.machine().settle();
    }

    private static void putWrites(TestedVbd vbd, BlockUser user, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(user.write((long) i * SECTORS, pattern(SECTORS, i), i)).isTrue();
        }
        user.submit();
        vbd.machine().settle();
    }

    private static void assertWritten(TestedVbd vbd) {
        for (int i = 0; i < REQUESTS; i++) {
            vbd.assertOnDisk((long) i * SECTORS, pattern(SECTORS, i));
        }
    }

    private static void restart(TestedVbd vbd) {
        vbd.machine().stopBlockBackend(vbd.domain());
        vbd.machine().settle();
        vbd.machine().startBlockBackend(vbd.domain());
        vbd.machine().settle();
    }

    /** Lets the disk go on and takes what is completed. */
    private static List<Done> finish(TestedVbd vbd, BlockUser user) {
        hold(vbd).letAllGo();
        vbd.machine().settle();
        return user.take(Integer.MAX_VALUE);
    }

    private static void assertAnsweredOnce(List<Done> answers) {
        assertThat(answers)
                .as("answers")
                .allMatch(Done::good)
                .extracting(Done::tag)
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    private void restartHeld(TestedVbd vbd, BlockUser user, List<Done> before, int again) {
        restart(vbd);
        List<Done> answers = new ArrayList<>(before);
        answers.addAll(finish(vbd, user));
        assertAnsweredOnce(answers);
        assertWritten(vbd);
        assertThat(user.putAgain()).as("requests put again").isEqualTo(again);
    }

    @Test
    @Rule("R1")
    void putsAgainWhatWasNotAnswered() {
        TestedVbd vbd = bootWritable();
        BlockUser user = user(vbd);
        putWrites(vbd, user);
        List<Done> first = user.take(Integer.MAX_VALUE);
        assertThat(first).as("answers before the restart").hasSize(ANSWERED);

        whenSupported(
                BACKEND_RESTART,
                () -> {
                    restartHeld(vbd, user, first, REQUESTS - ANSWERED);
                    observe("3 put again, each answered once");
                },
                () -> refusesAndGoesOn(vbd, user, first));
    }

    private static void refusesAndGoesOn(TestedVbd vbd, BlockUser user, List<Done> before) {
        assertRefused(BACKEND_RESTART, () -> vbd.machine().stopBlockBackend(vbd.domain()));
        assertRefused(BACKEND_RESTART, () -> vbd.machine().startBlockBackend(vbd.domain()));
        List<Done> answers = new ArrayList<>(before);
        answers.addAll(finish(vbd, user));
        assertAnsweredOnce(answers);
        assertWritten(vbd);
        assertThat(user.putAgain()).as("requests put again").isZero();
    }

    @Test
    @Rule("R2")
    void writesAgainWhatHadReachedTheDisk() {
        TestedVbd vbd = bootWritable();
        BlockUser user = user(vbd);
        hold(vbd).hold();
        putWrites(vbd, user, 0, REQUESTS - 1);
        hold(vbd).letGo(ANSWERED);
        vbd.machine().settle();
        List<Done> first = user.take(Integer.MAX_VALUE);
        hold(vbd).holdAnswers();
        putWrites(vbd, user, REQUESTS - 1, REQUESTS);
        assertThat(medium(vbd).writes()).as("writes that reached the disk").isEqualTo(ANSWERED + 1);

        whenSupported(
                BACKEND_RESTART,
                () -> {
                    restartHeld(vbd, user, first, REQUESTS - ANSWERED);
                    assertThat(medium(vbd).writes()).as("writes of the disk").isGreaterThan(REQUESTS);
                    observe("written twice, the same data");
                },
                () -> {
                    refusesAndGoesOn(vbd, user, first);
                    assertThat(medium(vbd).writes()).as("writes of the disk").isEqualTo(REQUESTS);
                });
    }

    @Test
    @Rule("R3")
    void putsAgainWhatWasAnsweredAndNotTaken() {
        TestedVbd vbd = bootWritable();
        BlockUser user = user(vbd);
        putWrites(vbd, user);

        whenSupported(
                BACKEND_RESTART,
                () -> {
                    restartHeld(vbd, user, List.of(), REQUESTS);
                    observe("5 put again, each answered once");
                },
                () -> refusesAndGoesOn(vbd, user, List.of()));
    }
}
