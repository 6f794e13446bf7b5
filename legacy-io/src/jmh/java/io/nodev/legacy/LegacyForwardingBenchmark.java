package io.nodev.legacy;

import io.nodev.common.driver.DummyCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.legacy.vfr.StandardRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Frames a second from guest to guest through a whole legacy machine under the cooperative scheduler, on one thread: the
 * sender writes the frame into its page, the hypervisor stamps, looks it up in the interpreted list, copies it once and
 * exchanges pages, the receiver copies it out of its page. The rules beyond those of the two guests are standard rules of
 * others, and newer, so each is examined first. {@code -prof gc} shows bytes of garbage for each frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LegacyForwardingBenchmark {
    private static final int BATCH = 64;
    private static final int FIRST_STRANGER = 256;

    /** Bytes of the frame. */
    @Param({"64", "1514"})
    public int length;

    /** Rules in the list. */
    @Param({"2", "100", "1000"})
    public int rules;

    private final Sender sender = new Sender();
    private LegacyMachine machine;

    /** Sends a batch whenever it is asked to. */
    private static final class Sender implements Guest {
        private VirtualNetworkDevice device;
        private byte[] frame;
        private int left;

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            while (left > 0 && device.transmit(frame, 0, frame.length)) {
                left--;
            }
            return false;
        }
    }

    /** Boots the machine. */
    @Setup(Level.Trial)
    public void boot() {
        sender.frame = frame(length);
        List<String> writes = new ArrayList<>();
        writes.add(StandardRules.of(1, 0, "10.0.0.1").get(0));
        writes.add(StandardRules.of(2, 0, "10.0.0.2").get(1));
        for (int i = 0; writes.size() < rules; i++) {
            writes.addAll(StandardRules.of(FIRST_STRANGER + i, 0, "10.1." + i / 250 + "." + i % 250));
        }
        machine = LegacyMachine.builder("benchmark", MachineOptions.defaults())
                .card(new DummyCard("eth0"))
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .domain(DomainConfig.ordinary(1, "sender", 1024), () -> sender)
                .vif(VifConfig.DEFAULT)
                .domain(DomainConfig.ordinary(2, "receiver", 1024), IdleGuest::new)
                .vif(VifConfig.DEFAULT)
                .rules(writes.subList(0, rules))
                .boot();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1));
    }

    private static byte[] frame(int length) {
        byte[] frame = new byte[length];
        MacAddress.BROADCAST.put(frame, 0);
        ByteBuffer.wrap(frame)
                .putShort(12, (short) 0x0800)
                .put(14, (byte) 0x45)
                .putShort(16, (short) (length - 14))
                .put(23, (byte) 17)
                .putInt(26, Ipv4Address.parse("10.0.0.1"))
                .putInt(30, Ipv4Address.parse("10.0.0.2"));
        return frame;
    }

    /** One batch, from the sender's turn to the last frame's arrival. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long guestToGuest() {
        sender.left = BATCH;
        machine.hypervisor().domains().find(1).wake();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(10));
        return machine.networkDevices(2).get(0).stats().rxFrames();
    }

    /** Makes sure that nothing was lost on the way. */
    @TearDown(Level.Iteration)
    public void check() {
        long sent = machine.networkDevices(1).get(0).stats().txFrames();
        long received = machine.networkDevices(2).get(0).stats().rxFrames();
        if (sent == 0 || sent != received) {
            throw new IllegalStateException("frames were lost: sent=" + sent + " received=" + received);
        }
    }

    /** Stops the machine. */
    @TearDown(Level.Trial)
    public void close() {
        machine.close();
    }
}
