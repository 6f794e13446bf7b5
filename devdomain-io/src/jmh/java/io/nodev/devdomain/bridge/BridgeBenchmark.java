package io.nodev.devdomain.bridge;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.netback.FirewallHooks;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the bridge alone for one frame: two look-ups, the counters, the clock, and the call of each device, which does
 * nothing but count bytes. Nine ports of 16 stations each; nothing is copied. The firewall is none, or a small one that counts
 * what enters and what passes, checks sources by a map of interface and address, and drops what has none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BridgeBenchmark {
    private static final int PORTS = 9;
    private static final int STATIONS = 16;
    private static final int FORGED = 65_536;

    private static final String SMALL = """
            table bridge small {
                map sources {
                    type ifname . ether_addr : verdict
                    elements = { %s }
                }
                chain enter { type filter hook prerouting priority 0; counter; }
                chain across {
                    type filter hook forward priority 0; policy drop;
                    ether type ip counter iifname . ether saddr vmap @sources
                    ether type arp accept
                }
            }
            """;

    /** The firewall in force. */
    @Param({"none", "small"})
    public String firewall;

    private final BridgePort[] ports = new BridgePort[PORTS];
    private final Frame[] known = new Frame[PORTS * STATIONS];
    private final Frame[] broadcast = new Frame[PORTS * STATIONS];
    private final Frame forged = new Frame(station(1), station(0));
    private long bytes;
    private int next;

    /** Attaches the ports and teaches the bridge every station. */
    @Setup
    public void attach() throws NftException {
        Bridge.Host host = new Bridge.Host("vif0.0", new MacAddress(0x0002_B39D_1FAAL), this::count);
        Bridge bridge = new Bridge(host, System::nanoTime);
        Firewall rules = new Firewall();
        bridge.setHooks(new FirewallHooks(rules));
        if (firewall.equals("small")) {
            rules.replace(NftParser.parse("small.nft", SMALL.formatted(sources())));
        }
        for (int i = 0; i < PORTS; i++) {
            ports[i] = bridge.attach("vif" + (i + 1) + ".0", this::count);
            ports[i].open();
        }
        for (int i = 0; i < known.length; i++) {
            broadcast[i] = new Frame(MacAddress.BROADCAST.bits(), station(i));
            ports[i % PORTS].receive(broadcast[i]);
            known[i] = new Frame(station((i + 1) % known.length), station(i));
        }
    }

    private static String sources() {
        return IntStream.range(0, PORTS * STATIONS)
                .mapToObj(i -> "\"vif" + (i % PORTS + 1) + ".0\" . " + new MacAddress(station(i)) + " : accept")
                .collect(Collectors.joining(", "));
    }

    /** A frame between two stations that are known, behind different ports. */
    @Benchmark
    public long knownUnicast() {
        int i = nextOf(known.length);
        ports[i % PORTS].receive(known[i]);
        return bytes;
    }

    /** A broadcast to eight ports. The bridge's own port is closed. */
    @Benchmark
    public long floodToEightPorts() {
        int i = nextOf(broadcast.length);
        ports[i % PORTS].receive(broadcast[i]);
        return bytes;
    }

    /** A frame to a known station whose source is new each time, so that a station is forgotten for it. */
    @Benchmark
    public long forgedSource() {
        forged.setSource(0x0200_0000_0000L + nextOf(FORGED));
        ports[0].receive(forged);
        return bytes;
    }

    private int nextOf(int count) {
        next = next + 1 < count ? next + 1 : 0;
        return next;
    }

    private void count(BridgedFrame frame, boolean last) {
        bytes += frame.length();
    }

    private static long station(int number) {
        return 0xAA00_0000_0000L + number;
    }

    private static final class Frame implements BridgedFrame {
        private final byte[] header = new byte[HeaderBytes.LENGTH];

        Frame(long destination, long source) {
            MacAddress.putBits(destination, header, 0);
            header[12] = 0x08;
            header[14] = 0x45;
            setSource(source);
        }

        void setSource(long source) {
            MacAddress.putBits(source, header, MacAddress.LENGTH);
        }

        @Override
        public byte[] header() {
            return header;
        }

        @Override
        public int headerLength() {
            return 60;
        }

        @Override
        public int length() {
            return 60;
        }

        @Override
        public int virtualAddress() {
            return 0;
        }

        @Override
        public void hold() {
            throw new IllegalStateException("no device of this benchmark holds a frame: held=1");
        }

        @Override
        public void release() {
            throw new IllegalStateException("no device of this benchmark holds a frame: held=0");
        }

        @Override
        public boolean take() {
            return false;
        }
    }
}
