package io.nodev.common.classifier;

import io.nodev.common.classifier.classbench.Filter;
import io.nodev.common.classifier.classbench.FilterGenerator;
import io.nodev.common.classifier.classbench.FilterGenerator.Kind;
import io.nodev.common.classifier.classbench.FiveTuples;
import io.nodev.common.classifier.classbench.TraceGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Look-ups a second among five-tuples, nine of ten packets matching: by the index, and by the same patterns asked in order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(3)
public class PatternIndexBenchmark {
    private static final int PACKETS = 16_384;
    private static final long SEED = 42;

    /** What the filters are like. */
    @Param({"ACL", "FW", "IPC"})
    public Kind kind;

    /** How many there are. */
    @Param({"10", "100", "1000", "10000"})
    public int rules;

    private final long[][] keys = new long[PACKETS][];
    private PatternIndex index;
    private PatternIndex list;

    /** Draws filters and packets. */
    @Setup
    public void draw() {
        List<Filter> filters = new FilterGenerator(kind, rules, SEED).filters(rules);
        index = PatternIndex.of(FiveTuples.patterns(filters));
        list = PatternIndex.inOrder(FiveTuples.patterns(filters));
        TraceGenerator trace = new TraceGenerator(filters, SEED);
        for (int i = 0; i < PACKETS; i++) {
            keys[i] = FiveTuples.key(trace.next());
        }
    }

    /** By the index. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int index() {
        return lookUpAll(index);
    }

    /** One by one. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int list() {
        return lookUpAll(list);
    }

    private int lookUpAll(PatternIndex by) {
        int sum = 0;
        for (long[] key : keys) {
            sum += by.first(key, 0);
        }
        return sum;
    }
}
