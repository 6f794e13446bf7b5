package io.nodev.devdomain;

import io.nodev.common.driver.DummyCard;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.MachineTap;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time that two guests are without service when their backend is restarted while both send 200 bytes at a time as fast as
 * they can: from the request until the NIC has a frame of each through the new backend. One shot is one restart; p(0.50) and
 * p(1.00) are what to quote. What ends is a driver that is stopped and started, or a device domain that is killed and made
 * anew; a hang is the same after the time-out that {@code RestartPolicy} describes.
 * Between shots the machine runs on for a while.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 200)
@Fork(1)
public class RestartBenchmark {
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    private static final int DEVICES = 1;
    private static final int FIRST = 10;
    private static final int LULL_FRAMES = 5_000;

    /** Who gives turns. */
    @Param({"COOPERATIVE", "THREADED"})
    public SchedulerKind scheduler;

    /** What is restarted: {@code driver} or {@code domain}. */
    @Param({"driver", "domain"})
    public String what;

    private final Chatter[] guests = {
        new Chatter(FIRST, OUTSIDE, Integer.MAX_VALUE), new Chatter(FIRST + 1, OUTSIDE, Integer.MAX_VALUE)
    };
    private final AtomicLong[] onWire = {new AtomicLong(), new AtomicLong()};
    private DeviceDomainMachine machine;

    /** Counts what the NIC sends, by sender. */
    private final class Counting implements MachineTap {
        @Override
        public PacketHandler vif(int domain, int index) {
            return (bytes, offset, length) -> {};
        }

        @Override
        public PacketHandler nic(String name) {
            return (bytes, offset, length) -> {
                int sender = bytes[offset + 11] - FIRST;
                if (sender >= 0 && sender < onWire.length) {
                    onWire[sender].setOpaque(onWire[sender].getPlain() + 1);
                }
            };
        }
    }

    /** Boots the machine and lets the guests talk. */
    @Setup(Level.Trial)
    public void boot() {
        MachineOptions options =
                MachineOptions.defaults().withScheduler(scheduler).withTap(new Counting());
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("benchmark", options)
                .card(new DummyCard("eth0"))
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(DEVICES, "devices", 1024), IdleGuest::new);
        for (int i = 0; i < guests.length; i++) {
            Chatter guest = guests[i];
            builder.domain(DomainConfig.ordinary(FIRST + i, "guest " + i, 1024), () -> guest)
                    .vif(VifConfig.DEFAULT
                            .withAddress(Chatter.address(FIRST + i))
                            .withBackend(DEVICES));
        }
        machine = builder.deviceDomain(DEVICES, List.of("eth0")).boot();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1));
        for (int i = 0; i < guests.length; i++) {
            guests[i].talk(true);
            machine.hypervisor().domains().find(FIRST + i).wake();
        }
    }

    /** Lets both guests be served for a while. */
    @Setup(Level.Iteration)
    public void lull() {
        awaitFramesOfEach(LULL_FRAMES);
    }

    private void awaitFramesOfEach(int more) {
        long first = onWire[0].getOpaque() + more;
        long second = onWire[1].getOpaque() + more;
        while (onWire[0].getOpaque() < first || onWire[1].getOpaque() < second) {
            pass();
        }
    }

    private void pass() {
        if (machine.scheduler() instanceof CooperativeScheduler cooperative) {
            cooperative.runNextTurn();
        } else {
            Thread.onSpinWait();
        }
    }

    /** One restart, from the request to service for both guests. */
    @Benchmark
    public long withoutService() {
        int restarts = machine.restarts(DEVICES);
        if (what.equals("domain")) {
            machine.restartDeviceDomain(DEVICES);
        } else {
            machine.restartBackend(DEVICES);
        }
        while (machine.restarts(DEVICES) == restarts) {
            pass();
        }
        awaitFramesOfEach(1);
        return machine.restarts(DEVICES);
    }

    /** Stops the machine. */
    @TearDown(Level.Trial)
    public void close() {
        machine.close();
    }
}
