package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.devdomain.RestartFixture.Choices;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device domain that hangs again and again, each time before the last turn that hung has ended. */
@Timeout(600)
class RepeatedHangTest {
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MORE_THAN_THERE_ARE_PAGES_FOR = 20;

    private final RestartFixture fixture = new RestartFixture(
            Choices.of(SchedulerKind.THREADED, 1).answeredWithin(ANSWER_NANOS).withRestarts(1_000));

    @Test
    void isLeftOutWhenNoPagesAreLeftAndMadeAnewWhenALateTurnEnds() throws InterruptedException {
        fixture.assertFramesPass(10, 11);
        List<CountDownLatch> ends = new ArrayList<>();
        while (!isLeftOut()) {
            ends.add(hang());
            assertThat(ends).hasSizeLessThan(MORE_THAN_THERE_ARE_PAGES_FOR);
            int before = fixture.machine().restarts(1);
            await(() -> isLeftOut() || fixture.machine().restarts(1) > before);
        }
        assertThat(ends).as("hangs at once, of a domain that has pages twice").hasSizeGreaterThan(2);
        fixture.settle();
        assertThat(fixture.isConnected(10)).isFalse();
        fixture.assertFramesPass(20, 21);
        ends.remove(0).countDown();
        await(() -> fixture.machine().hypervisor().domains().find(1) != null && fixture.isConnected(10));
        fixture.assertFramesPass(10, 11);
        ends.forEach(CountDownLatch::countDown);
        await(() -> fixture.frames().owned(FrameTable.HYPERVISOR) == 0);
        fixture.close();
    }

    private boolean isLeftOut() {
        return fixture.console().contains("domain 1 cannot be made anew: ");
    }

    private CountDownLatch hang() throws InterruptedException {
        CountDownLatch end = fixture.saboteur().hang();
        fixture.wake(1);
        await(fixture.saboteur()::isHanging);
        return end;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
