package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.plugin.diagnostic.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * Frames a second through a whole machine of either architecture, under the cooperative scheduler, on one thread, all the
 * same but for the stack: the legacy one decides by the classifier that is generated for its rules, the device domain by a
 * firewall file. A guest writes each frame into its page and copies each that it gets out of its page; the card looks at
 * none. {@code -prof gc} shows bytes of garbage for each frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ForwardingBenchmark {
    private static final int BATCH = 64;
    private static final int DATABASE_PORT = 5_432;
    private static final int WEB_PORT = 80;
    private static final int CLIENT_PORT = 40_000;
    private static final int WEB = 1;
    private static final int DB = 2;
    private static final MacAddress ROUTER = MacAddress.parse("52:54:00:12:34:64");
    private static final String OUTSIDE = "192.0.2.100";

    /** The stack. */
    @Param({"legacy-io", "devdomain-io"})
    public String architecture;

    /**
     * What decides: the quickstart's own firewall file (its legacy build has the rules of its description), what is
     * derived from its description, or from one with so many rules.
     */
    @Param({"quickstart", "derived", "100", "1000"})
    public String policy;

    /** Bytes of the frame. */
    @Param({"64", "1514"})
    public int length;

    private ForwardingMachine machine;
    private byte[] toDatabase;
    private byte[] toWire;
    private byte[] fromWire;
    private long expected;
    private long counted;

    /** Boots the machine, and lets everybody be heard once, so that a bridge knows where they are. */
    @Setup(Level.Trial)
    public void boot() throws IOException, SpecException {
        toDatabase = frame(ForwardingMachine.DB, ForwardingMachine.WEB, "192.0.2.11", "192.0.2.12", DATABASE_PORT);
        toWire = frame(ROUTER, ForwardingMachine.WEB, "192.0.2.11", OUTSIDE, CLIENT_PORT);
        fromWire = frame(ForwardingMachine.WEB, ROUTER, OUTSIDE, "192.0.2.11", WEB_PORT);
        Architecture stack = Stream.of(Architecture.values())
                .filter(each -> each.id().equals(architecture))
                .findFirst()
                .orElseThrow();
        machine = new ForwardingMachine(stack, policy);
        machine.db.say(frame(ForwardingMachine.WEB, ForwardingMachine.DB, "192.0.2.12", "192.0.2.11", CLIENT_PORT), 1);
        machine.wake(DB);
        machine.run();
        machine.card.receive(fromWire, 1);
        machine.run();
    }

    private byte[] frame(MacAddress to, MacAddress from, String source, String destination, int port) {
        byte[] frame = new byte[length];
        to.put(frame, 0);
        from.put(frame, 6);
        ByteBuffer.wrap(frame)
                .putShort(12, (short) 0x0800)
                .put(14, (byte) 0x45)
                .putShort(16, (short) (length - 14))
                .put(22, (byte) 64)
                .put(23, (byte) 6)
                .putInt(26, Ipv4Address.parse(source))
                .putInt(30, Ipv4Address.parse(destination))
                .putShort(34, (short) (port == CLIENT_PORT ? WEB_PORT : CLIENT_PORT))
                .putShort(36, (short) port);
        return frame;
    }

    /** One batch from web to db, from the sender's turn to the last frame's arrival. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long guestToGuest() {
        long before = machine.receivedBy(DB);
        machine.web.say(toDatabase, BATCH);
        machine.wake(WEB);
        machine.run();
        return count(machine.receivedBy(DB) - before);
    }

    /** One batch from web to the wire. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long guestToNic() {
        long before = machine.sentToWire();
        machine.web.say(toWire, BATCH);
        machine.wake(WEB);
        machine.run();
        return count(machine.sentToWire() - before);
    }

    /** One batch from the wire to web. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long nicToGuest() {
        long before = machine.receivedBy(WEB);
        machine.card.receive(fromWire, BATCH);
        machine.run();
        return count(machine.receivedBy(WEB) - before);
    }

    private long count(long arrived) {
        expected += BATCH;
        counted += arrived;
        return arrived;
    }

    /** Makes sure that nothing was lost on the way. */
    @TearDown(Level.Iteration)
    public void check() {
        if (expected == 0 || expected != counted) {
            throw new IllegalStateException("frames were lost: sent=" + expected + " arrived=" + counted);
        }
    }

    /** Stops the machine. */
    @TearDown(Level.Trial)
    public void close() {
        machine.close();
    }
}
