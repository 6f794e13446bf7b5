package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.DeviceDomainMachine.Builder;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.TurnLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A machine with two device domains: the first has eth0 and the guests 10, 11, ..., the second, domain 2, has eth1 and the
 * guests 20, 21, ... The first is domain 1, or domain 0 itself.
 */
final class RestartFixture implements AutoCloseable {
    static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    static final int SECOND = 2;

    /** Frames that eth0 takes at once. */
    static final int CARD_SLOTS = 32;

    /** A watchdog that finds only what a test makes hang for long. */
    private static final TurnLimits PATIENT = new TurnLimits(Scheduler.DEFAULT_BUDGET, TimeUnit.MINUTES.toNanos(2));

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    private final StringBuffer console = new StringBuffer();
    private final List<Integer> halts = new CopyOnWriteArrayList<>();
    private final Map<Integer, ScriptedGuest> guests = new TreeMap<>();
    private final Saboteur saboteur = new Saboteur();
    private final Wire wire = new Wire();
    private final Wire otherWire = new Wire();
    private final WireCard card =
            wire.connect(WireCardSpec.of("eth0", MachineFixture.NIC).withSlots(256, CARD_SLOTS));
    private final WireCard outside =
            wire.connect(WireCardSpec.of("outside", OUTSIDE).withSlots(1024, 1024));
    private final WireCard otherOutside = otherWire.connect(WireCardSpec.of("other", OUTSIDE));
    private final DeviceDomainMachine machine;
    private final int first;

    /** How a fixture differs from the plain one. */
    record Choices(
            SchedulerKind scheduler,
            int first,
            int restarts,
            long answerNanos,
            TurnLimits limits,
            Function<NetworkCard, NetworkCard> card) {
        static Choices of(SchedulerKind scheduler, int first) {
            return new Choices(scheduler, first, 0, RestartPolicy.DEFAULT_ANSWER_NANOS, PATIENT, card -> card);
        }

        Choices withRestarts(int most) {
            return new Choices(scheduler, first, most, answerNanos, limits, card);
        }

        /** With a watchdog that waits no longer than that of any machine. */
        Choices impatient() {
            return new Choices(scheduler, first, restarts, answerNanos, TurnLimits.DEFAULT, card);
        }

        /** With a controller that wants an answer soon. */
        Choices answeredWithin(long nanos) {
            return new Choices(scheduler, first, restarts, nanos, limits, card);
        }

        Choices withCard(Function<NetworkCard, NetworkCard> wrapper) {
            return new Choices(scheduler, first, restarts, answerNanos, limits, wrapper);
        }
    }

    RestartFixture(Choices choices) {
        this.first = choices.first();
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(choices.scheduler())
                .withConsole(console::append)
                .withHalt(halts::add);
        NetworkCard second = otherWire.connect(WireCardSpec.of("eth1", MacAddress.parse("00:02:b3:9d:1f:bb")));
        Builder builder = DeviceDomainMachine.builder("restarts", options)
                .restarts(RestartPolicy.atMost(choices.restarts())
                        .withAnswerNanos(choices.answerNanos())
                        .withTurnLimits(choices.limits()))
                .card(choices.card().apply(card))
                .card(second)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        if (first != 0) {
            builder.domain(DomainConfig.ordinary(first, "devices", 256), saboteur::made);
        }
        builder.domain(DomainConfig.ordinary(SECOND, "others", 256), IdleGuest::new);
        for (int id : new int[] {10, 11, 20, 21}) {
            guests.put(id, new ScriptedGuest());
            addGuest(builder, id, guests.get(id));
        }
        machine = builder.deviceDomain(first, List.of("eth0"))
                .deviceDomain(SECOND, List.of("eth1"))
                .boot();
        outside.setPromiscuous(true);
        settle();
    }

    private void addGuest(Builder builder, int id, Guest guest) {
        builder.domain(DomainConfig.ordinary(id, "guest " + id, 256), () -> guest)
                .vif(VifConfig.DEFAULT.withAddress(MachineFixture.address(id)).withBackend(id < 20 ? first : SECOND));
    }

    DeviceDomainMachine machine() {
        return machine;
    }

    int first() {
        return first;
    }

    ScriptedGuest guest(int id) {
        return guests.get(id);
    }

    Saboteur saboteur() {
        return saboteur;
    }

    WireCard card() {
        return card;
    }

    String console() {
        return console.toString();
    }

    List<Integer> halts() {
        return halts;
    }

    FrameTable frames() {
        return machine.hypervisor().frames();
    }

    void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT))
                .as("at rest; the console says %s", console)
                .isTrue();
    }

    void wake(int domain) {
        machine.hypervisor().domains().find(domain).wake();
    }

    boolean isConnected(int guest) {
        return machine.networkDevices(guest).get(0).isConnected();
    }

    /** A frame with a number in it, so that frames can be told apart. */
    static byte[] numbered(MacAddress to, int from, int number) {
        byte[] frame = MachineFixture.frame(to, MachineFixture.address(from), 200);
        frame[14] = (byte) (number >>> 8);
        frame[15] = (byte) number;
        return frame;
    }

    static int numberOf(byte[] frame) {
        return (frame[14] & 0xFF) << 8 | frame[15] & 0xFF;
    }

    void send(int guest, byte[] frame) {
        guests.get(guest).send(frame);
        wake(guest);
        settle();
    }

    /** Two guests of one backend exchange a frame. */
    void assertFramesPass(int from, int to) {
        send(to, MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(to), 60));
        byte[] frame = numbered(MachineFixture.address(to), from, 4711);
        int before = guest(to).received().size();
        send(from, frame);
        assertThat(guest(to).received().subList(before, guest(to).received().size()))
                .as("what guest %d received", to)
                .containsExactly(frame);
    }

    /** What the wire of eth0 saw since the last time. */
    List<byte[]> takeFromWire() {
        return take(outside);
    }

    /** What the wire of eth1 saw since the last time. */
    List<byte[]> takeFromOtherWire() {
        return take(otherOutside);
    }

    private static List<byte[]> take(WireCard card) {
        List<byte[]> seen = new ArrayList<>();
        NicEvents events = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                seen.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void transmitted(int cookie) {}
        };
        while (card.poll(events, 64) > 0) {
            assertThat(seen).hasSizeLessThan(100_000);
        }
        return seen;
    }

    void arrive(byte[] frame) {
        outside.poll(new Discard(), 64);
        outside.transmit(OutboundFrame.of(frame), 0);
    }

    long drops(int guest, DropReason reason) {
        return machine.vifs().stream()
                .filter(port -> port.name().equals("vif" + guest + ".0"))
                .findFirst()
                .orElseThrow()
                .drops()
                .getOrDefault(reason, 0L);
    }

    /** Pages owned by each domain, free ones and the hypervisor's included. */
    Map<Integer, Integer> pages() {
        Map<Integer, Integer> owned = new TreeMap<>();
        for (int owner : new int[] {0, 1, 2, 10, 11, 20, 21, FrameTable.FREE, FrameTable.HYPERVISOR}) {
            owned.put(owner, frames().owned(owner));
        }
        return owned;
    }

    @Override
    public void close() {
        machine.close();
    }
}
