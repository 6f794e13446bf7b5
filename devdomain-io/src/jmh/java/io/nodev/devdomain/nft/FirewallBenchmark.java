package io.nodev.devdomain.nft;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.nio.ByteBuffer;
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
 * Time of one hook for one frame: its header is taken apart, and the rules are asked. {@code linear} frames pass all of
 * so many rules, of which the last matches, by the chain's index or rule by rule; {@code set} ones are looked up in one set of 1,000 addresses, {@code ranges}
 * in one of 1,000 ranges of addresses and ports, and {@code vmap} ones find a chain of their own by the interface they
 * came in by, one of 1,000. {@code none} is a hook without chains.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FirewallBenchmark {
    private static final int ADDRESSES = 1_000;

    /** Which rules are in force. */
    @Param({"none", "linear-10", "linear-100", "linear-1000", "set", "ranges", "vmap"})
    public String rules;

    /** Whether long chains have an index. */
    @Param({"true", "false"})
    public boolean isIndexed;

    private Firewall firewall;
    private final FrameContext context = new FrameContext();
    private final byte[][] headers = new byte[ADDRESSES][];
    private final int[] names = new int[ADDRESSES];
    private int out;
    private int next;

    /** Loads the rules and makes the frames. */
    @Setup
    public void load() throws NftException {
        firewall = new Firewall(isIndexed ? Runnable::run : never -> {});
        for (int i = 0; i < ADDRESSES; i++) {
            headers[i] = header(i);
            names[i] = firewall.nameId("vif" + i + ".0");
        }
        out = firewall.nameId("eth0");
        if (!rules.equals("none")) {
            firewall.replace(NftParser.parse("benchmark.nft", ruleset()));
        }
    }

    /** Asks hook forward. */
    @Benchmark
    public int forward() {
        next = next + 1 < ADDRESSES ? next + 1 : 0;
        context.begin(firewall, headers[next], 54, 60);
        return firewall.evaluate(Hook.FORWARD, names[next], out, context);
    }

    private String ruleset() {
        String base = "table bridge t {\n%s chain f {\n type filter hook forward priority 0; policy drop;\n%s\n }\n}\n";
        return switch (rules) {
            case "set" -> base.formatted("", "ip saddr { " + each("10.%d.%d.1", ", ") + " } accept");
            case "ranges" ->
                base.formatted("", "ip saddr . tcp dport { " + each("10.%d.%d.0/24 . 80-90", ", ") + " } accept");
            case "vmap" -> base.formatted(chains(), "iifname vmap { " + vmap() + " }");
            default -> base.formatted("", linear(Integer.parseInt(rules.substring(rules.indexOf('-') + 1))));
        };
    }

    private static String linear(int count) {
        return IntStream.range(1, count)
                        .mapToObj(i -> "ip saddr 11.%d.%d.1 accept\n".formatted(i / 256, i % 256))
                        .collect(Collectors.joining())
                + "tcp dport 80 accept";
    }

    private static String each(String format, String separator) {
        return IntStream.range(0, ADDRESSES)
                .mapToObj(i -> format.formatted(i / 256, i % 256))
                .collect(Collectors.joining(separator));
    }

    private static String chains() {
        return IntStream.range(0, ADDRESSES)
                .mapToObj(i -> " chain c%d {\n ip saddr 10.%d.%d.1 accept\n }\n".formatted(i, i / 256, i % 256))
                .collect(Collectors.joining());
    }

    private static String vmap() {
        return IntStream.range(0, ADDRESSES)
                .mapToObj(i -> "vif%d.0 : jump c%d".formatted(i, i))
                .collect(Collectors.joining(", "));
    }

    private static byte[] header(int number) {
        ByteBuffer frame = ByteBuffer.allocate(HeaderBytes.LENGTH);
        MacAddress.putBits(0xAA00_0000_0000L + number, frame.array(), MacAddress.LENGTH);
        frame.putShort(12, (short) 0x0800)
                .put(14, (byte) 0x45)
                .putShort(16, (short) 40)
                .put(23, (byte) 6);
        frame.putInt(26, 10 << 24 | number / 256 << 16 | number % 256 << 8 | 1);
        frame.putShort(36, (short) 80);
        return frame.array();
    }
}
