package io.nodev.plugin.generate;

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
 * Nanoseconds of one look-up by generated code, by a generated table and by the interpreted list, the same rules and
 * packets for all three. Generated code and table know which vifs exist; the list looks it up in a bit set for every
 * packet that goes to one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GeneratedClassifierBenchmark {
    /** Lists that can be written as code. */
    @State(Scope.Thread)
    public static class Code {
        /** How many rules the list has. */
        @Param({"2", "10", "100", "200", "1000"})
        private int rules;

        private StandardRulesLookUps lookUps;

        /** Generates, compiles and loads. */
        @Setup
        public void fill() {
            lookUps = StandardRulesLookUps.generated(GeneratedForm.CODE, rules);
        }
    }

    /** Lists as generated tables. */
    @State(Scope.Thread)
    public static class Table {
        /** How many rules the list has. */
        @Param({"2", "10", "100", "200", "1000", "10000"})
        private int rules;

        private StandardRulesLookUps lookUps;

        /** Generates, compiles and loads. */
        @Setup
        public void fill() {
            lookUps = StandardRulesLookUps.generated(GeneratedForm.TABLE, rules);
        }
    }

    /** Lists as the hypervisor interprets them. */
    @State(Scope.Thread)
    public static class Interpreted {
        /** How many rules the list has. */
        @Param({"2", "10", "100", "200", "1000", "10000"})
        private int rules;

        private StandardRulesLookUps lookUps;

        /** Fills the list. */
        @Setup
        public void fill() {
            lookUps = StandardRulesLookUps.interpreted(rules);
        }
    }

    /** Generated code, a packet that no rule matches. */
    @Benchmark
    public int codeUnmatched(Code state) {
        return state.lookUps.unmatched();
    }

    /** Generated code, packets between guests. */
    @Benchmark
    public int codeNeighbours(Code state) {
        return state.lookUps.amongNeighbours();
    }

    /** Generated table, a packet that no rule matches. */
    @Benchmark
    public int tableUnmatched(Table state) {
        return state.lookUps.unmatched();
    }

    /** Generated table, packets between guests. */
    @Benchmark
    public int tableNeighbours(Table state) {
        return state.lookUps.amongNeighbours();
    }

    /** Interpreted list, a packet that no rule matches. */
    @Benchmark
    public int interpretedUnmatched(Interpreted state) {
        return state.lookUps.unmatched();
    }

    /** Interpreted list, packets between guests. */
    @Benchmark
    public int interpretedNeighbours(Interpreted state) {
        return state.lookUps.amongNeighbours();
    }
}
