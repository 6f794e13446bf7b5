package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.DriverFault;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.devdomain.RestartFixture.Choices;
import io.nodev.devdomain.bridge.FrameHooks;
import io.nodev.devdomain.bridge.HookedFrame;
import io.nodev.hypervisor.memory.FrameTable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backends that crash or hang, and what becomes of them and of others. */
@Timeout(900)
class BackendCrashTest {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    private final AtomicReference<String> failing = new AtomicReference<>();
    private final AtomicReference<CountDownLatch> hanging = new AtomicReference<>();
    private final AtomicReference<CountDownLatch> hung = new AtomicReference<>();
    private volatile Runnable onPromiscuous = () -> {};
    private Throwable failure = new DriverFault("eth0", Path.of("disk"), new IOException("on fire"));
    private RestartFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A card that fails once in the method that {@link #failing} names. */
    private NetworkCard breakable(NetworkCard card) {
        return (NetworkCard) Proxy.newProxyInstance(
                NetworkCard.class.getClassLoader(), new Class<?>[] {NetworkCard.class}, (proxy, method, arguments) -> {
                    if (failing.compareAndSet(method.getName(), null)) {
                        throw failure;
                    }
                    if (method.getName().equals("setPromiscuous")) {
                        onPromiscuous.run();
                    }
                    if (method.getName().equals("transmit") && hanging.get() != null) {
                        hangInTransmit();
                    }
                    try {
                        Object result = method.invoke(card, arguments);
                        return result instanceof NetworkCard next ? breakable(next) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void hangInTransmit() {
        CountDownLatch end = hanging.getAndSet(null);
        hung.set(end);
        while (end.getCount() != 0) {
            Thread.onSpinWait();
        }
    }

    private void boot(Choices choices) {
        fixture = new RestartFixture(choices.withCard(this::breakable));
        fixture.assertFramesPass(10, 11);
    }

    private void sendOutside(int guest, int number) {
        fixture.send(guest, RestartFixture.numbered(RestartFixture.OUTSIDE, guest, number));
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceDomainThatCrashesIsMadeAnewByItself(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1).withRestarts(2));
        Map<Integer, Integer> before = fixture.pages();
        for (int restart = 1; restart <= 2; restart++) {
            fixture.saboteur().crash();
            fixture.wake(1);
            fixture.settle();
            assertThat(fixture.console()).contains("crashed").contains("domain 1 started again: restarts=" + restart);
            fixture.assertFramesPass(10, 11);
            assertThat(fixture.pages()).isEqualTo(before);
        }
        fixture.saboteur().crash();
        fixture.wake(1);
        fixture.settle();
        assertThat(fixture.isConnected(10)).as("often enough").isFalse();
        fixture.assertFramesPass(20, 21);
        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        fixture.assertFramesPass(10, 11);
    }

    @ParameterizedTest
    @EnumSource
    void nicsAreAllListedWhileTheirDomainIsMadeAnew(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1));
        List<Integer> listed = new CopyOnWriteArrayList<>();
        onPromiscuous = () -> listed.add(fixture.machine().nics().size());
        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        assertThat(listed).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void restartsOnRequestLeaveThoseByItself(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1).withRestarts(1));
        for (int i = 0; i < 3; i++) {
            fixture.machine().restartDeviceDomain(1);
            fixture.settle();
        }
        fixture.saboteur().crash();
        fixture.wake(1);
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isEqualTo(4);
        fixture.assertFramesPass(10, 11);
        fixture.saboteur().crash();
        fixture.wake(1);
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceDomainThatCannotBeMadeAnewIsLeftOutUntilItIsAskedForAgain(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1));
        assertIsLeftOut(new UnsupportedOperationException("not again"));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfADeviceDomainsGuestThatIsMadeAnewIsNotTheEndOfDomain0(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1));
        assertIsLeftOut(new AssertionError("not again"));
        assertIsLeftOut(new ExceptionInInitializerError("not again"));
    }

    private void assertIsLeftOut(Throwable cause) {
        Map<Integer, Integer> before = fixture.pages();
        fixture.saboteur().failToBeMade(cause);
        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        assertThat(fixture.console()).contains("domain 1 cannot be made anew: " + cause);
        assertThat(fixture.halts()).isEmpty();
        assertThat(fixture.machine().hypervisor().domains().find(1)).isNull();
        assertThat(fixture.isConnected(10)).isFalse();
        fixture.assertFramesPass(20, 21);
        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        fixture.assertFramesPass(10, 11);
        assertThat(fixture.pages()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aNicThatFailsIsTheCrashOfItsDeviceDomain(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 1).withRestarts(1));
        fixture.takeFromWire();
        failing.set("transmit");
        sendOutside(10, 7);
        assertThat(fixture.console()).contains("domain 1 (devices) crashed: ").contains("on fire");
        assertThat(fixture.takeFromWire().stream().map(RestartFixture::numberOf))
                .as("sent again by the next one")
                .containsExactly(7);
        fixture.assertFramesPass(10, 11);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOfDriversInDomain0IsContained(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 0));
        fixture.takeFromWire();
        failing.set("transmit");
        sendOutside(10, 7);
        assertThat(fixture.halts()).isEmpty();
        assertThat(fixture.console()).contains("network drivers of domain 0 crashed: ");
        assertThat(fixture.isConnected(10)).isFalse();
        assertThat(fixture.takeFromWire()).isEmpty();
        fixture.assertFramesPass(20, 21);
        fixture.machine().startBackend(0);
        fixture.settle();
        assertThat(fixture.takeFromWire().stream().map(RestartFixture::numberOf))
                .containsExactly(7);
        fixture.assertFramesPass(10, 11);
        assertThat(fixture.machine().restarts(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfADriverInDomain0IsContainedToo(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 0).withRestarts(9));
        int restarts = 0;
        for (Error error : List.of(new AssertionError("a bug"), new NoClassDefFoundError("a jar is missing"))) {
            failure = error;
            failing.set(restarts % 2 == 0 ? "transmit" : "poll");
            sendOutside(10, 7);
            fixture.arrive(MachineFixture.frame(MachineFixture.address(10), RestartFixture.OUTSIDE, 60));
            fixture.settle();
            assertThat(fixture.console()).contains("network drivers of domain 0 crashed: " + error);
            assertThat(fixture.machine().restarts(0)).isEqualTo(++restarts);
            fixture.assertFramesPass(10, 11);
        }
        assertThat(fixture.halts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNicInDomain0ThatFailsWhenItIsPolledIsStartedAgainByItself(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 0).withRestarts(3));
        Map<Integer, Integer> before = fixture.pages();
        for (int i = 0; i < 3; i++) {
            failing.set("poll");
            fixture.arrive(MachineFixture.frame(MachineFixture.address(10), RestartFixture.OUTSIDE, 60));
            fixture.settle();
            fixture.assertFramesPass(10, 11);
        }
        assertThat(fixture.machine().restarts(0)).isEqualTo(3);
        assertThat(fixture.halts()).isEmpty();
        assertThat(fixture.pages()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aBugBetweenDriversOfDomain0LosesNoFrameObject(SchedulerKind scheduler) {
        boot(Choices.of(scheduler, 0).withRestarts(1000));
        AtomicReference<Boolean> broken = new AtomicReference<>(false);
        fixture.machine().deviceDomain(0).bridge().setHooks(new FrameHooks() {
            @Override
            public int numberOf(String name) {
                return NO_PORT;
            }

            @Override
            public boolean isActive() {
                if (broken.getAndSet(false)) {
                    throw new IllegalStateException("a bug");
                }
                return false;
            }

            @Override
            public HookedFrame newFrame() {
                return null;
            }
        });
        for (int i = 0; i < 600; i++) {
            broken.set(true);
            if (i % 2 == 0) {
                fixture.arrive(MachineFixture.frame(MachineFixture.address(10), RestartFixture.OUTSIDE, 60));
                fixture.settle();
            } else {
                sendOutside(11, i);
            }
        }
        assertThat(fixture.machine().restarts(0)).isEqualTo(600);
        int before = fixture.guest(10).received().size();
        fixture.arrive(MachineFixture.frame(MachineFixture.address(10), RestartFixture.OUTSIDE, 60));
        fixture.settle();
        assertThat(fixture.guest(10).received()).hasSize(before + 1);
        fixture.takeFromWire();
        fixture.card().holdCompletions(true);
        for (int i = 0; i < 256; i++) {
            fixture.guest(10).send(RestartFixture.numbered(RestartFixture.OUTSIDE, 10, i));
        }
        fixture.wake(10);
        fixture.settle();
        fixture.card().holdCompletions(false);
        fixture.settle();
        assertThat(fixture.takeFromWire())
                .as("with all frames of the backend in use")
                .hasSize(256);
        assertThat(fixture.drops(10, DropReason.QUEUE_FULL)).isZero();
    }

    @Test
    void aDeviceDomainThatHangsIsFoundAndMadeAnew() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1)
                .answeredWithin(TimeUnit.SECONDS.toNanos(5))
                .withRestarts(1));
        Map<Integer, Integer> before = fixture.pages();
        CountDownLatch end = hang();
        for (int number = 1; number <= 4; number++) {
            sendOutsideWithoutWaiting(10, number);
        }
        awaitRestarts(1);
        fixture.settle();
        assertThat(fixture.console())
                .containsPattern("backend of domain 1 \\(devices\\) hangs: no answer for \\d")
                .as("long before the watchdog's limit")
                .doesNotContain("a turn has lasted");
        fixture.assertFramesPass(10, 11);
        assertThat(fixture.takeFromWire().stream().map(RestartFixture::numberOf))
                .contains(1, 2, 3, 4);
        assertThat(fixture.frames().owned(FrameTable.HYPERVISOR))
                .as("the pages that the hung thread can reach")
                .isPositive();
        end.countDown();
        awaitNoPagesSetAside();
        assertThat(fixture.pages()).isEqualTo(before);
    }

    @Test
    void theWatchdogAloneOnlyReports() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1)
                .answeredWithin(TimeUnit.HOURS.toNanos(1))
                .impatient()
                .withRestarts(1));
        CountDownLatch end = hang();
        awaitOnConsole("domain 1 (devices) hangs: a turn has lasted ");
        end.countDown();
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isZero();
        fixture.assertFramesPass(10, 11);
    }

    @Test
    void aBackendThatIsSlowButLivesIsLeftAlone() throws InterruptedException {
        long limit = TimeUnit.SECONDS.toNanos(10);
        boot(Choices.of(SchedulerKind.THREADED, 1).answeredWithin(limit).withRestarts(1));
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit + limit / 2) {
            CountDownLatch end = hang();
            TimeUnit.NANOSECONDS.sleep(limit / 10);
            end.countDown();
        }
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isZero();
        assertThat(fixture.console()).doesNotContain("hangs");
        fixture.assertFramesPass(10, 11);
    }

    @Test
    void aBackendThatWasStoppedAnswersAndIsLeftAlone() throws InterruptedException {
        long limit = TimeUnit.SECONDS.toNanos(5);
        boot(Choices.of(SchedulerKind.THREADED, 1).answeredWithin(limit).withRestarts(1));
        fixture.machine().stopBackend(1);
        TimeUnit.NANOSECONDS.sleep(2 * limit);
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isZero();
        fixture.machine().startBackend(1);
        fixture.settle();
        fixture.assertFramesPass(10, 11);
    }

    @Test
    void aHangThatMayNotBeMendedIsReportedOnceAndTheBackendServesAgainWhenItGoesOn() throws InterruptedException {
        long limit = TimeUnit.SECONDS.toNanos(5);
        boot(Choices.of(SchedulerKind.THREADED, 1).answeredWithin(limit));
        for (int hangs = 1; hangs <= 2; hangs++) {
            int before = fixture.console().length();
            CountDownLatch end = hang();
            while (fixture.console().indexOf("backend of domain 1 (devices) hangs", before) < 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.NANOSECONDS.sleep(limit);
            assertThat(fixture.console().substring(before)).containsOnlyOnce("domain 1 (devices) hangs");
            end.countDown();
            fixture.settle();
            fixture.assertFramesPass(10, 11);
        }
        assertThat(fixture.machine().restarts(1)).isZero();
    }

    private void awaitOnConsole(String text) throws InterruptedException {
        while (!fixture.console().contains(text)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aDriverThatHangsInItsNicReachesNothingOfTheNextOnesWhenItGoesOn() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1).impatient());
        fixture.takeFromWire();
        CountDownLatch end = new CountDownLatch(1);
        hanging.set(end);
        fixture.guest(10).send(MachineFixture.frame(RestartFixture.OUTSIDE, MachineFixture.address(10), 60));
        fixture.wake(10);
        while (hung.get() == null) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        fixture.machine().restartDeviceDomain(1);
        awaitRestarts(1);
        fixture.settle();
        fixture.takeFromWire();
        fixture.card().holdCompletions(true);
        end.countDown();
        awaitNoPagesSetAside();
        fixture.card().holdCompletions(false);
        fixture.settle();
        assertThat(fixture.takeFromWire()).as("of the dead domain").isEmpty();
        fixture.assertFramesPass(10, 11);
        assertThat(fixture.console()).doesNotContain("crashed");
    }

    @Test
    void ringPagesThatAHungBackendMapsAreNotThoseOfTheNext() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1).impatient());
        CountDownLatch end = hang();
        int pages = fixture.machine().running(10).kernel().pages().available();
        fixture.machine().restartDeviceDomain(1);
        awaitRestarts(1);
        fixture.settle();
        assertThat(fixture.machine().running(10).kernel().pages().available()).isEqualTo(pages - 2);
        fixture.assertFramesPass(10, 11);
        end.countDown();
        awaitNoPagesSetAside();
        CountDownLatch again = hang();
        fixture.machine().restartDeviceDomain(1);
        awaitRestarts(2);
        fixture.settle();
        assertThat(fixture.machine().running(10).kernel().pages().available())
                .as("the first ones are used again")
                .isEqualTo(pages - 2);
        fixture.assertFramesPass(10, 11);
        again.countDown();
    }

    /** The crash of the one that hung comes while the next one is being made. */
    @Test
    void aDomainThatHangsAndThenCrashesIsMadeAnewOnce() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1)
                .answeredWithin(TimeUnit.SECONDS.toNanos(1))
                .withRestarts(9));
        Map<Integer, Integer> before = fixture.pages();
        CountDownLatch end = hang();
        fixture.saboteur().whenMade(() -> {
            fixture.saboteur().crash();
            end.countDown();
            while (fixture.saboteur().isToCrash()) {
                Thread.onSpinWait();
            }
        });
        awaitRestarts(1);
        fixture.settle();
        awaitNoPagesSetAside();
        fixture.settle();
        assertThat(fixture.saboteur().isToCrash()).as("whether it has crashed").isFalse();
        assertThat(fixture.console())
                .containsOnlyOnce("backend of domain 1 (devices) hangs")
                .containsOnlyOnce("domain 1 started again")
                .doesNotContain("domain 1 (devices) crashed");
        assertThat(fixture.machine().restarts(1)).isEqualTo(1);
        assertThat(fixture.halts()).isEmpty();
        fixture.assertFramesPass(10, 11);
        assertThat(fixture.pages()).isEqualTo(before);
    }

    @Test
    void aDomainThatCrashesWhileTheControlDomainIsBusyIsMadeAnewOnce() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1).impatient().withRestarts(9));
        CountDownLatch controlDomain = new CountDownLatch(1);
        fixture.machine().running(0).kernel().addTask(budget -> {
            while (controlDomain.getCount() != 0) {
                Thread.onSpinWait();
            }
            return false;
        });
        fixture.wake(0);
        CountDownLatch end = hang();
        awaitOnConsole("domain 1 (devices) hangs");
        fixture.saboteur().crash();
        fixture.wake(1);
        end.countDown();
        awaitOnConsole("domain 1 (devices) crashed");
        controlDomain.countDown();
        awaitRestarts(1);
        fixture.settle();
        assertThat(fixture.machine().restarts(1)).isEqualTo(1);
        fixture.assertFramesPass(10, 11);
    }

    @Test
    void othersAreServedWhileADeviceDomainHangs() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 1).answeredWithin(TimeUnit.HOURS.toNanos(1)));
        CountDownLatch end = hang();
        byte[] frame = RestartFixture.numbered(MachineFixture.address(21), 20, 3);
        int before = fixture.guest(21).received().size();
        for (int i = 0; i < 50; i++) {
            fixture.guest(20).send(frame);
            fixture.wake(20);
            await(before + i + 1);
        }
        end.countDown();
        fixture.settle();
        fixture.assertFramesPass(10, 11);
    }

    private void await(int received) throws InterruptedException {
        long start = System.nanoTime();
        while (fixture.guest(21).received().size() < received) {
            assertThat(System.nanoTime() - start).as("waited, ns").isLessThan(TIMEOUT);
            TimeUnit.MICROSECONDS.sleep(100);
        }
    }

    private CountDownLatch hang() throws InterruptedException {
        CountDownLatch end = fixture.saboteur().hang();
        fixture.wake(1);
        while (!fixture.saboteur().isHanging()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return end;
    }

    private void sendOutsideWithoutWaiting(int guest, int number) {
        fixture.guest(guest).send(RestartFixture.numbered(RestartFixture.OUTSIDE, guest, number));
        fixture.wake(guest);
    }

    private void awaitRestarts(int restarts) throws InterruptedException {
        long start = System.nanoTime();
        while (fixture.machine().restarts(1) < restarts) {
            assertThat(System.nanoTime() - start).as("waited, ns").isLessThan(TIMEOUT);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void awaitNoPagesSetAside() throws InterruptedException {
        long start = System.nanoTime();
        while (fixture.frames().owned(FrameTable.HYPERVISOR) != 0) {
            assertThat(System.nanoTime() - start).as("waited, ns").isLessThan(TIMEOUT);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aHungDomain0IsOnlyReported() throws InterruptedException {
        boot(Choices.of(SchedulerKind.THREADED, 0).impatient().withRestarts(9));
        CountDownLatch end = new CountDownLatch(1);
        fixture.machine().running(0).kernel().addTask(budget -> {
            while (end.getCount() != 0) {
                Thread.onSpinWait();
            }
            return false;
        });
        fixture.wake(0);
        awaitOnConsole("domain 0 (Domain-0) hangs");
        end.countDown();
        fixture.settle();
        assertThat(fixture.machine().restarts(0)).isZero();
        assertThat(fixture.halts()).isEmpty();
        assertThat(List.of(0, 2))
                .allMatch(id -> fixture.machine().hypervisor().domains().find(id) != null);
        fixture.assertFramesPass(10, 11);
    }
}
