package io.nodev.common.classifier.classbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.PatternIndex;
import io.nodev.common.classifier.classbench.Filter.Ports;
import io.nodev.common.classifier.classbench.FilterGenerator.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FilterGeneratorTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void drawsTheSameSetFromTheSameSeed(Kind kind) {
        List<Filter> filters = new FilterGenerator(kind, 100, 1).filters(100);
        assertThat(new FilterGenerator(kind, 100, 1).filters(100)).isEqualTo(filters);
        assertThat(new FilterGenerator(kind, 100, 2).filters(100)).isNotEqualTo(filters);
        assertThat(filters).doesNotHaveDuplicates();
    }

    @Test
    void writesTheFormatOfTheBenchmark() {
        Filter filter = new Filter(0x0A010000, 16, 0xC0000201, 32, Ports.ANY, new Ports(80, 88), 6);
        assertThat(filter).hasToString("@10.1.0.0/16\t192.0.2.1/32\t0 : 65535\t80 : 88\t0x06/0xFF\t0x0000/0x0000\t");
        assertThat(new Header(0x0A010001, 0xC0000201, 1024, 80, 6)).hasToString("167837697\t3221225985\t1024\t80\t6");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void drawsTracesOfWhichNineInTenMatch(Kind kind) {
        List<Filter> filters = new FilterGenerator(kind, 1_000, 1).filters(1_000);
        PatternIndex index = PatternIndex.of(FiveTuples.patterns(filters));
        TraceGenerator trace = new TraceGenerator(filters, 1);
        int found = 0;
        for (int i = 0; i < 1_000; i++) {
            found += index.first(FiveTuples.key(trace.next()), 0) == PatternIndex.NONE ? 0 : 1;
        }
        assertThat(found).isBetween(860, 940);
    }
}
