package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.MachineTap;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.TurnLimits;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backend is restarted again and again while its guests send as fast as they can: each frame that an interface took
 * reaches the wire at least once, pages are conserved, and guests of another backend lose nothing.
 */
class RestartUnderLoadTest {
    private static final int FRAMES = 1 << 21;
    private static final int[] GUESTS = {10, 11};
    private static final int[] OTHERS = {20, 21};
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    /** A computer that keeps a backend from answering for so long only causes a restart more. */
    private static final long IMPATIENT = TimeUnit.SECONDS.toNanos(1);

    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");

    private final Random random = new Random(20041119);
    private final StringBuffer console = new StringBuffer();
    private final Map<Integer, Chatter> chatters = new LinkedHashMap<>();
    private final Map<Integer, AtomicIntegerArray> seen = new TreeMap<>();
    private final Saboteur saboteur = new Saboteur();
    private CountDownLatch endOfHang = new CountDownLatch(0);
    private final Wire wire = new Wire();
    private final WireCard outside = wire.connect(WireCardSpec.of("outside", OUTSIDE));
    private DeviceDomainMachine machine;

    /** How a backend goes down. */
    private enum Way {
        DRIVER,
        DOMAIN,
        CRASH,
        HANG
    }

    @AfterEach
    void close() {
        machine.close();
    }

    /** Counts the frames that arrive at the wire, and at the guests of the other backend, by sender and number. */
    private final class Counting implements MachineTap {
        @Override
        public PacketHandler vif(int domain, int index) {
            return domain == OTHERS[1] ? RestartUnderLoadTest.this::count : (bytes, offset, length) -> {};
        }

        @Override
        public PacketHandler nic(String name) {
            return name.equals("eth0") ? RestartUnderLoadTest.this::count : (bytes, offset, length) -> {};
        }
    }

    private void count(byte[] bytes, int offset, int length) {
        AtomicIntegerArray numbers = seen.get(bytes[offset + 11] & 0xFF);
        if (numbers != null && length == Chatter.LENGTH) {
            numbers.incrementAndGet(ByteBuffer.wrap(bytes).getInt(offset + Chatter.NUMBER));
        }
    }

    private void boot(SchedulerKind scheduler, int first, long answerNanos) {
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(scheduler)
                .withConsole(console::append)
                .withTap(new Counting())
                .withRestarts(new RestartPolicy(Integer.MAX_VALUE, answerNanos, TurnLimits.DEFAULT));
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("load", options)
                .card(wire.connect(WireCardSpec.of("eth0", MachineFixture.NIC)))
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        if (first != 0) {
            builder.domain(DomainConfig.ordinary(first, "devices", 256), () -> saboteur);
        }
        builder.domain(DomainConfig.ordinary(2, "others", 256), IdleGuest::new);
        for (int id : GUESTS) {
            add(builder, id, OUTSIDE, first);
        }
        add(builder, OTHERS[0], Chatter.address(OTHERS[1]), 2);
        add(builder, OTHERS[1], MacAddress.BROADCAST, 2);
        machine = builder.deviceDomain(first, List.of("eth0"))
                .deviceDomain(2, List.of())
                .boot();
        settle();
        outside.transmit(OutboundFrame.of(MachineFixture.frame(MacAddress.BROADCAST, OUTSIDE, 60)), 0);
        settle();
    }

    private void add(DeviceDomainMachine.Builder builder, int id, MacAddress to, int backend) {
        Chatter chatter = new Chatter(id, to, FRAMES);
        chatters.put(id, chatter);
        seen.put(id, new AtomicIntegerArray(FRAMES));
        builder.domain(DomainConfig.ordinary(id, "guest " + id, 256), () -> chatter)
                .vif(VifConfig.DEFAULT.withAddress(Chatter.address(id)).withBackend(backend));
    }

    private void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT))
                .as("at rest; the console says %s", console)
                .isTrue();
    }

    private void talk(boolean on, int... guests) {
        for (int id : guests) {
            chatters.get(id).talk(on);
            machine.hypervisor().domains().find(id).wake();
        }
    }

    private void goDown(int first, Way way) {
        switch (way) {
            case DRIVER -> machine.restartBackend(first);
            case DOMAIN -> machine.restartDeviceDomain(first);
            case HANG -> {
                endOfHang = saboteur.hang();
                machine.hypervisor().domains().find(first).wake();
            }
            case CRASH -> {
                saboteur.crash();
                machine.hypervisor().domains().find(first).wake();
            }
        }
    }

    /** Lets the machine run for a while, and until the backend was restarted so often and serves a guest again. */
    private void run(int first, int restarts) throws InterruptedException {
        long start = System.nanoTime();
        int before = chatters.get(GUESTS[0]).sent();
        int more = random.nextInt(600);
        while (machine.restarts(first) < restarts || chatters.get(GUESTS[0]).sent() < before + more) {
            assertThat(System.nanoTime() - start)
                    .as("waited, ns; the console says %s", console)
                    .isLessThan(TIMEOUT);
            if (machine.scheduler() instanceof CooperativeScheduler cooperative) {
                cooperative.runNextTurn();
            } else {
                TimeUnit.MICROSECONDS.sleep(50);
            }
        }
    }

    private void restart(SchedulerKind scheduler, int first, Way way, int times) throws InterruptedException {
        boot(scheduler, first, way == Way.HANG ? IMPATIENT : RestartPolicy.DEFAULT_ANSWER_NANOS);
        Map<Integer, Integer> pages = pages();
        talk(true, GUESTS);
        talk(true, OTHERS[0]);
        int wanted = 0;
        for (int restart = 1; restart <= times; restart++) {
            run(first, wanted);
            endOfHang.countDown();
            wanted = machine.restarts(first) + 1;
            goDown(first, way);
            outside.transmit(OutboundFrame.of(MachineFixture.frame(MacAddress.BROADCAST, OUTSIDE, 60)), 0);
            outside.poll(new Discard(), 1000);
        }
        run(first, wanted);
        endOfHang.countDown();
        talk(false, GUESTS);
        talk(false, OTHERS);
        settle();
        assertThat(machine.restarts(first)).isBetween(times, way == Way.HANG ? Integer.MAX_VALUE : times);
        assertNothingLost();
        assertOthersUnhurt();
        awaitPagesSetAside();
        assertThat(pages()).isEqualTo(pages);
        assertThat(pages().get(FrameTable.HYPERVISOR)).isZero();
    }

    /** A hung turn that goes on at last ends beside the machine. */
    private void awaitPagesSetAside() throws InterruptedException {
        long start = System.nanoTime();
        while (pages().get(FrameTable.HYPERVISOR) != 0 && System.nanoTime() - start < TIMEOUT) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void assertNothingLost() {
        for (int id : GUESTS) {
            int sent = chatters.get(id).sent();
            AtomicIntegerArray numbers = seen.get(id);
            assertThat(IntStream.range(0, sent).filter(number -> numbers.get(number) == 0))
                    .as("frames of guest %d lost, of %d", id, sent)
                    .isEmpty();
            assertThat(machine.networkDevices(id).get(0).stats().txFrames())
                    .as("each answered once")
                    .isEqualTo(sent);
        }
    }

    private void assertOthersUnhurt() {
        int sent = chatters.get(OTHERS[0]).sent();
        AtomicIntegerArray numbers = seen.get(OTHERS[0]);
        long arrived = IntStream.range(0, sent)
                .filter(number -> numbers.get(number) == 1)
                .count();
        long dropped = machine.vifs().stream()
                .filter(port -> port.name().equals("vif" + OTHERS[1] + ".0"))
                .mapToLong(port -> port.drops().getOrDefault(DropReason.NO_RECEIVE_BUFFER, 0L))
                .sum();
        assertThat(IntStream.range(0, sent).filter(number -> numbers.get(number) > 1))
                .as("frames of the other backend that came twice")
                .isEmpty();
        assertThat(arrived + dropped).as("frames of the other backend").isEqualTo(sent);
        assertThat(sent).isPositive();
    }

    private Map<Integer, Integer> pages() {
        Map<Integer, Integer> owned = new TreeMap<>();
        for (int owner : new int[] {0, 1, 2, 10, 11, 20, 21, FrameTable.FREE, FrameTable.HYPERVISOR}) {
            owned.put(owner, machine.hypervisor().frames().owned(owner));
        }
        return owned;
    }

    static Stream<Arguments> ways() {
        return Stream.of(SchedulerKind.values())
                .flatMap(scheduler -> Stream.of(
                        Arguments.of(scheduler, 0, Way.DRIVER),
                        Arguments.of(scheduler, 1, Way.DRIVER),
                        Arguments.of(scheduler, 1, Way.DOMAIN),
                        Arguments.of(scheduler, 1, Way.CRASH)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void losesNothingInAFewRestarts(SchedulerKind scheduler, int first, Way way) throws InterruptedException {
        restart(scheduler, first, way, 6);
    }

    @Tag("slow")
    @Test
    void losesNothingWhenItHangsTimeAndAgain() throws InterruptedException {
        restart(SchedulerKind.THREADED, 1, Way.HANG, 20);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("ways")
    void losesNothingInManyRestarts(SchedulerKind scheduler, int first, Way way) throws InterruptedException {
        restart(scheduler, first, way, 500);
    }
}
