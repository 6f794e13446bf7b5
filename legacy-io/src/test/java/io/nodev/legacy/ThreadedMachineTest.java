package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.legacy.vfr.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Guests on threads of their own, a wire with another thread at its end, and deaths in between. */
@Timeout(900)
class ThreadedMachineTest {
    private static final int FRAMES = 20_000;
    private static final int GUESTS = 3;

    private final List<String> rules = new ArrayList<>();
    private final StringBuffer console = new StringBuffer();
    private final Wire wire = new Wire();
    private final WireCard nic = wire.connect(WireCardSpec.of("eth0", Lab.NIC));
    private final WireCard peer = wire.connect(WireCardSpec.of("peer", Lab.PEER));

    private static String address(int domain) {
        return "10.0.0." + domain;
    }

    /** Sends numbered frames to everyone in turn and checks that what comes from each is whole and in order. */
    private static final class Talker implements Guest {
        private final int self;
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicInteger broken = new AtomicInteger();
        private final int[] last = new int[GUESTS + 1];
        private VirtualNetworkDevice device;

        Talker(int self) {
            this.self = self;
        }

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            boolean more = device.receive(this::check, budget) == budget;
            for (int i = 0; i < 8 && sent.get() < FRAMES; i++) {
                byte[] frame = frame(sent.get());
                if (!device.transmit(frame, 0, frame.length)) {
                    return more;
                }
                sent.incrementAndGet();
            }
            return more || sent.get() < FRAMES;
        }

        private byte[] frame(int number) {
            int to = (self + number % GUESTS) % (GUESTS + 1);
            String destination = to == 0 ? "192.0.2.1" : address(to == self ? self % GUESTS + 1 : to);
            byte[] frame = TestFrames.ip(Lab.PEER, Lab.PEER, address(self), destination, 100 + number % 900);
            frame[40] = (byte) (number >>> 16);
            frame[41] = (byte) (number >>> 8);
            frame[42] = (byte) number;
            frame[99] = (byte) (frame[40] ^ frame[41] ^ frame[42] ^ self);
            return frame;
        }

        private void check(byte[] bytes, int offset, int length) {
            int from = bytes[offset + 29];
            int number =
                    (bytes[offset + 40] & 0xFF) << 16 | (bytes[offset + 41] & 0xFF) << 8 | bytes[offset + 42] & 0xFF;
            boolean whole = (bytes[offset + 40] ^ bytes[offset + 41] ^ bytes[offset + 42] ^ from) == bytes[offset + 99]
                    && length == 100 + number % 900
                    && from >= 1
                    && from <= GUESTS;
            if (!whole || number < last[from]) {
                broken.incrementAndGet();
            } else {
                last[from] = number;
            }
            received.incrementAndGet();
        }
    }

    private LegacyMachine boot(List<Talker> talkers) {
        LegacyMachineBuilder builder = LegacyMachine.builder(
                        "threads",
                        MachineOptions.defaults()
                                .withScheduler(SchedulerKind.THREADED)
                                .withConsole(console::append))
                .card(nic)
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .vif(VifConfig.DEFAULT);
        for (int id = 1; id <= GUESTS; id++) {
            rules.addAll(StandardRules.of(id, 0, address(id)));
            Talker talker = talkers.get(id - 1);
            builder.domain(DomainConfig.ordinary(id, "guest" + id, 1024), () -> talker)
                    .vif(VifConfig.DEFAULT);
        }
        return builder.rules(rules).boot();
    }

    private static List<Talker> talkers() {
        List<Talker> talkers = new ArrayList<>();
        for (int id = 1; id <= GUESTS; id++) {
            talkers.add(new Talker(id));
        }
        return talkers;
    }

    private boolean await(LegacyMachine machine, BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (System.nanoTime() < end) {
            peer.poll(NOTHING, 256);
            if (done.getAsBoolean() && machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1))) {
                return true;
            }
        }
        return false;
    }

    private static final NicEvents NOTHING = new NicEvents() {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            // The peer only makes room.
        }

        @Override
        public void transmitted(int cookie) {
            // Nothing waits for it.
        }
    };

    @RepeatedTest(5)
    void everyRequestIsAnsweredOnceAndFramesArriveWholeAndInOrder() {
        List<Talker> talkers = talkers();
        try (LegacyMachine machine = boot(talkers)) {
            byte[] fromWire = TestFrames.ip(Lab.PEER, Lab.NIC, "192.0.2.1", "192.0.2.99", 60);
            boolean finished = await(machine, () -> {
                peer.transmit(OutboundFrame.of(fromWire), 0);
                return talkers.stream().allMatch(talker -> talker.sent.get() == FRAMES);
            });
            assertThat(finished).as(console.toString()).isTrue();
            for (int id = 1; id <= GUESTS; id++) {
                PortReport report = machine.vifs().get(id);
                assertThat(report.txFrames()).isEqualTo(FRAMES);
                assertThat(report.txStatus()).containsOnlyKeys(0);
                assertThat(machine.networkDevices(id).get(0).stats().txFrames()).isEqualTo(FRAMES);
                assertThat(machine.networkDevices(id).get(0).stats().rxFrames()).isEqualTo(report.rxFrames());
                assertThat(report.rxFrames()).isPositive();
            }
            assertThat(talkers).allSatisfy(talker -> assertThat(talker.broken).hasValue(0));
            long delivered =
                    machine.vifs().stream().mapToLong(PortReport::rxFrames).sum();
            long lost = Stream.concat(machine.vifs().stream(), machine.nics().stream())
                    .flatMap(report -> report.drops().values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
            long fromNic = machine.nics().get(0).rxFrames();
            long toNic = machine.nics().get(0).txFrames();
            assertThat(delivered + lost + toNic).isEqualTo((long) GUESTS * FRAMES + fromNic);
            assertThat(console).doesNotContain("PANIC").doesNotContain("crashed");
        }
    }

    @RepeatedTest(5)
    void aDomainMayDieInTheMiddleOfIt() {
        List<Talker> talkers = talkers();
        try (LegacyMachine machine = boot(talkers)) {
            await(machine, () -> talkers.get(1).sent.get() > FRAMES / 10);
            machine.destroyDomain(2);
            boolean finished = await(
                    machine,
                    () -> talkers.get(0).sent.get() == FRAMES
                            && talkers.get(2).sent.get() == FRAMES);
            assertThat(finished).as(console.toString()).isTrue();
            assertThat(machine.hypervisor().frames().owned(2)).isZero();
            int held = machine.hypervisor().frames().owned(FrameTable.HYPERVISOR);
            assertThat(held).isLessThanOrEqualTo(3 * 256);
            assertThat(console).doesNotContain("PANIC");
        }
    }
}
