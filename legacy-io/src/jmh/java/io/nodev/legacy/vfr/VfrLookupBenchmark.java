package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * Nanoseconds of one look-up in a list of standard rules, two for each guest. {@code lookUp} asks for what no rule
 * matches, so that, in order, the whole list is gone through, as the original's loop does for every packet without a
 * concrete destination; {@code lookUpAmongNeighbours} asks for packets between guests drawn evenly from the whole list.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class VfrLookupBenchmark {
    private static final int FIRST_ADDRESS = 0x0A00_0001;
    private static final int STRANGER = 0xC633_6407;
    private static final int PACKETS = 1024;

    /** How many rules the list has. */
    @Param({"2", "10", "100", "1000", "10000"})
    private int rules;

    /** Whether the list has an index, or is gone through in order. */
    @Param({"true", "false"})
    private boolean isIndexed;

    private final PacketFields stranger = new PacketFields();
    private final PacketFields[] packets = new PacketFields[PACKETS];
    private final int[] sources = new int[PACKETS];
    private RuleListClassifier classifier;
    private int next;

    /** Makes the list and the packets. */
    @Setup
    public void fill() {
        List<VfrRule> written = new ArrayList<>();
        int guests = rules / 2;
        for (int guest = 0; guest < guests; guest++) {
            for (String line : StandardRules.of(guest + 1, 0, Ipv4Address.format(FIRST_ADDRESS + guest))) {
                VfrSemantics.AS_BUILT.parseLine(line).operation().ifPresent(add -> written.add(add.rule()));
            }
        }
        VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT, isIndexed ? Runnable::run : never -> {});
        list.addAll(written);
        classifier = new RuleListClassifier(list, vif -> true);
        stranger.setProtocols(PacketFields.NETWORK_IP, 0x9D);
        stranger.setAddresses(STRANGER, STRANGER);
        for (int i = 0; i < PACKETS; i++) {
            int from = i * 7919 % guests;
            int to = i * 104_729 % guests;
            packets[i] = new PacketFields();
            packets[i].setProtocols(PacketFields.NETWORK_IP, 0x9D);
            packets[i].setAddresses(FIRST_ADDRESS + from, FIRST_ADDRESS + to);
            sources[i] = Endpoint.vif(from + 1, 0);
        }
    }

    /** A packet that no rule matches, from the physical interface. */
    @Benchmark
    public int lookUp() {
        return classifier.classify(stranger, Endpoint.PHYSICAL);
    }

    /** A packet from one guest to another. */
    @Benchmark
    public int lookUpAmongNeighbours() {
        int i = next++ & PACKETS - 1;
        return classifier.classify(packets[i], sources[i]);
    }
}
