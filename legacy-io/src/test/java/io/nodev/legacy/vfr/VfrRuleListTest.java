package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class VfrRuleListTest {
    private static final VfrEndpoint A = new VfrEndpoint(1, 0);
    private static final VfrEndpoint B = new VfrEndpoint(2, 0);
    private static final VfrRule A_OUT = VfrRule.between(A, VfrEndpoint.PHYSICAL);
    private static final VfrRule A_IN = VfrRule.between(VfrEndpoint.ANY, A);
    private static final VfrRule B_IN = VfrRule.between(VfrEndpoint.ANY, B);

    private final VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT);

    @Test
    void putsANewRuleInFront() {
        list.add(A_OUT);
        list.add(A_IN);
        assertThat(list.rules()).containsExactly(A_IN, A_OUT);
    }

    @Test
    void putsTheLastOfSeveralRulesInFront() {
        list.add(B_IN);
        list.addAll(List.of(A_OUT, A_IN));
        assertThat(list.rules()).containsExactly(A_IN, A_OUT, B_IN);
    }

    @Test
    void deletesOneOfSeveralEqualRules() {
        list.addAll(List.of(A_IN, B_IN, A_IN));
        assertThat(list.delete(A_IN)).isTrue();
        assertThat(list.rules()).containsExactly(B_IN, A_IN);
    }

    @Test
    void deletesOnlyARuleEqualInEveryField() {
        VfrRule masked = A_IN.withSource(A_IN.source().withAddress(7));
        list.addAll(List.of(masked, A_OUT));
        assertThat(list.delete(A_IN)).isFalse();
        assertThat(list.delete(A_OUT.withAction(VfrAction.COUNT))).isFalse();
        assertThat(list.delete(A_OUT.withProtocol(VfrProtocol.IP))).isFalse();
        assertThat(list.rules()).containsExactly(A_OUT, masked);
    }

    @Test
    void losesEveryRuleThatNamesADeadDomain() {
        list.addAll(List.of(A_OUT, A_IN, B_IN));
        assertThat(list.purge(1)).isEqualTo(2);
        assertThat(list.rules()).containsExactly(B_IN);
        assertThat(list.purge(1)).isZero();
    }

    @Test
    void keepsRulesBetweenSpecialEndsWhoeverDies() {
        list.add(VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL));
        assertThat(list.purge(0)).isZero();
        assertThat(list.rules()).hasSize(1);
    }

    @Test
    void hasAnotherVersionAfterEveryChangeAndOnlyThen() {
        long empty = list.version();
        list.addAll(List.of(A_OUT, B_IN));
        long two = list.version();
        list.delete(A_IN);
        list.purge(9);
        assertThat(list.version()).isEqualTo(two).isNotEqualTo(empty);
        list.delete(A_OUT);
        long one = list.version();
        assertThat(one).isNotIn(empty, two);
        list.purge(2);
        assertThat(list.version()).isNotIn(empty, two, one);
    }

    @Test
    void countsAsManyTimesAsThereAreRules() {
        list.addAll(List.of(A_OUT, A_IN));
        assertThat(list.counts()).containsExactly(0L, 0L);
    }

    @Test
    void keepsCountingTheSameRulesForCodeMadeFromAnOlderList() {
        list.addAll(List.of(A_OUT, A_IN));
        IntConsumer counters = list.counters();
        list.add(B_IN);
        counters.accept(0);
        counters.accept(0);
        counters.accept(1);
        assertThat(list.counts()).containsExactly(0L, 2L, 1L);
    }

    @Test
    void showsALookUpTheListBeforeOrAfterAChangeNeverBetween() throws InterruptedException {
        list.addAll(List.of(A_IN, B_IN));
        PacketFields fields = new PacketFields();
        RuleListClassifier classifier = new RuleListClassifier(list, vif -> true);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger strange = new AtomicInteger();
        AtomicInteger looked = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                int to = classifier.classify(fields, Endpoint.PHYSICAL);
                if (to != Endpoint.vif(1, 0) && to != Endpoint.vif(2, 0)) {
                    strange.incrementAndGet();
                }
                looked.incrementAndGet();
            }
        });
        reader.start();
        for (int i = 0; i < 2000 || looked.get() < 1000; i++) {
            list.add(A_IN);
            list.delete(i % 2 == 0 ? B_IN : A_IN);
            list.addAll(List.of(B_IN, A_IN));
            list.delete(A_IN);
            list.delete(B_IN);
        }
        stop.set(true);
        reader.join();
        assertThat(strange).hasValue(0);
    }
}
