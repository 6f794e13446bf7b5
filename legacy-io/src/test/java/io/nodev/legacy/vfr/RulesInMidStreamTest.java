package io.nodev.legacy.vfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.OffPath;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Rules change and domains die while packets are looked up. */
class RulesInMidStreamTest {
    private static final int GUESTS = 60;
    private static final int FIRST_ADDRESS = 0x0A00_0000;
    private static final int SENDER = Endpoint.vif(1, 0);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final VfrRuleList list = new VfrRuleList(VfrSemantics.AS_BUILT, waiting::add);
    private final PacketFields fields = new PacketFields();

    private static List<VfrRule> rulesOf(int guest) {
        List<VfrRule> rules = new ArrayList<>();
        for (String line : StandardRules.of(guest, 0, Ipv4Address.format(FIRST_ADDRESS + guest))) {
            VfrSemantics.AS_BUILT.parseLine(line).operation().ifPresent(add -> rules.add(add.rule()));
        }
        return rules;
    }

    private static void addGuests(VfrRuleList list) {
        for (int guest = 1; guest <= GUESTS; guest++) {
            list.addAll(rulesOf(guest));
        }
    }

    private static int route(VfrRuleList list, PacketFields fields, int guest) {
        fields.setProtocols(PacketFields.NETWORK_IP, 6);
        fields.setAddresses(FIRST_ADDRESS + 1, FIRST_ADDRESS + guest);
        fields.setPorts(0, 0);
        return list.table().lookUp(fields, SENDER, vif -> true);
    }

    private void runWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void theListServesUntilTheIndexIsMade() {
        addGuests(list);
        assertThat(list.isIndexed()).isFalse();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.vif(7, 0));
        runWaiting();
        assertThat(list.isIndexed()).isTrue();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.vif(7, 0));
    }

    @Test
    void aChangeIsInForceBeforeItsIndexIsMade() {
        addGuests(list);
        runWaiting();
        list.purge(7);
        assertThat(list.isIndexed()).isFalse();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.PHYSICAL);
        list.addAll(rulesOf(7));
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.vif(7, 0));
        runWaiting();
        assertThat(list.isIndexed()).isTrue();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.vif(7, 0));
    }

    @Test
    void anIndexOfRulesThatHaveChangedIsNotUsed() {
        addGuests(list);
        Runnable last = null;
        while (!waiting.isEmpty()) {
            last = waiting.remove();
        }
        list.purge(7);
        last.run();
        assertThat(list.isIndexed()).isFalse();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.PHYSICAL);
        runWaiting();
        assertThat(list.isIndexed()).isTrue();
        assertThat(route(list, fields, 7)).isEqualTo(Endpoint.PHYSICAL);
    }

    @Test
    void countsGoOnFromTableToIndex() {
        VfrRuleList counting = new VfrRuleList(VfrSemantics.AS_DOCUMENTED, waiting::add);
        counting.add(VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL));
        addGuests(counting);
        counting.add(VfrRule.between(VfrEndpoint.ANY, VfrEndpoint.PHYSICAL).withAction(VfrAction.COUNT));
        route(counting, fields, 7);
        runWaiting();
        route(counting, fields, 7);
        assertThat(counting.counts().get(0)).isEqualTo(2);
    }

    /** One thread looks up the same two packets all the time; another kills and restores the destination of one of them. */
    @Test
    void everyAnswerIsThatOfTheListBeforeOrAfterAChange() throws InterruptedException {
        VfrRuleList shared = new VfrRuleList(VfrSemantics.AS_BUILT, OffPath.executor());
        addGuests(shared);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong wrong = new AtomicLong();
        AtomicLong asked = new AtomicLong();
        Thread reader = new Thread(() -> {
            PacketFields own = new PacketFields();
            while (!done.get()) {
                int mortal = route(shared, own, 7);
                boolean isRight = route(shared, own, 8) == Endpoint.vif(8, 0)
                        && (mortal == Endpoint.vif(7, 0) || mortal == Endpoint.PHYSICAL);
                wrong.addAndGet(isRight ? 0 : 1);
                asked.incrementAndGet();
            }
        });
        reader.start();
        for (int round = 0; round < 200; round++) {
            shared.purge(7);
            long before = asked.get();
            while (asked.get() < before + 2 || round % 20 == 0 && !shared.isIndexed()) {
                Thread.onSpinWait();
            }
            shared.addAll(rulesOf(7));
        }
        done.set(true);
        reader.join();
        assertThat(wrong).hasValue(0);
        assertThat(asked.get()).isPositive();
    }
}
