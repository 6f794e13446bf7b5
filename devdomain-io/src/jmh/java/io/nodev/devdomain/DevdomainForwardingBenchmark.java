package io.nodev.devdomain;

import io.nodev.common.driver.DummyCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import java.nio.ByteBuffer;
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
 * Frames a second from guest to guest through a whole machine under the cooperative scheduler, on one thread: the sender
 * writes the frame into its page, the device domain, which is domain 0, finds the receiver in its bridge, copies the frame
 * once and exchanges pages, the receiver copies it out of its page. The bridge has no policy. {@code -prof gc} shows bytes
 * of garbage for each frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DevdomainForwardingBenchmark {
    private static final int BATCH = 64;
    private static final MacAddress SENDER = MacAddress.parse("aa:00:00:00:00:01");
    private static final MacAddress RECEIVER = MacAddress.parse("aa:00:00:00:00:02");

    /** Bytes of the frame. */
    @Param({"64", "1514"})
    public int length;

    private final Sender sender = new Sender();
    private final Sender receiver = new Sender();
    private DeviceDomainMachine machine;
    private long expected;

    /** Sends a batch whenever it is asked to, and discards what comes. */
    private static final class Sender implements Guest {
        private static final PacketHandler DISCARD = (bytes, offset, length) -> {};

        private VirtualNetworkDevice device;
        private byte[] frame;
        private int left;

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            boolean more = device.receive(DISCARD, budget) == budget;
            while (left > 0 && device.transmit(frame, 0, frame.length)) {
                left--;
            }
            return more;
        }
    }

    /** Boots the machine, and lets the receiver be heard once, so that the bridge knows where it is. */
    @Setup(Level.Trial)
    public void boot() {
        sender.frame = frame(RECEIVER, SENDER, length);
        receiver.frame = frame(MacAddress.BROADCAST, RECEIVER, 64);
        machine = DeviceDomainMachine.builder("benchmark", MachineOptions.defaults())
                .card(new DummyCard("eth0"))
                .domain(DomainConfig.ordinary(0, "Domain-0", 1024).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(1, "sender", 1024), () -> sender)
                .vif(VifConfig.DEFAULT.withAddress(SENDER))
                .domain(DomainConfig.ordinary(2, "receiver", 1024), () -> receiver)
                .vif(VifConfig.DEFAULT.withAddress(RECEIVER))
                .boot();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1));
        receiver.left = 1;
        machine.hypervisor().domains().find(2).wake();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(1));
    }

    private static byte[] frame(MacAddress to, MacAddress from, int length) {
        byte[] frame = new byte[length];
        to.put(frame, 0);
        from.put(frame, 6);
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
        expected += BATCH;
        machine.hypervisor().domains().find(1).wake();
        machine.scheduler().runUntilIdle(TimeUnit.SECONDS.toNanos(10));
        return machine.networkDevices(2).get(0).stats().rxFrames();
    }

    /** Makes sure that nothing was lost on the way. */
    @TearDown(Level.Iteration)
    public void check() {
        long received = machine.networkDevices(2).get(0).stats().rxFrames();
        if (expected == 0 || expected != received) {
            throw new IllegalStateException("frames were lost: sent=" + expected + " received=" + received);
        }
    }

    /** Stops the machine. */
    @TearDown(Level.Trial)
    public void close() {
        machine.close();
    }
}
