package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import io.nodev.common.driver.DummyCard;
import io.nodev.common.machine.VifConfig;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrRuleList;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.NetworkSetup;
import io.nodev.legacy.vif.VifTable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VersionedClassifierTest {
    private static final VfrRule TO_A = VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(1, 0));
    private static final VfrRule TO_B = VfrRule.between(VfrEndpoint.ANY, new VfrEndpoint(2, 0));
    private static final int A = Endpoint.vif(1, 0);
    private static final int B = Endpoint.vif(2, 0);

    /** What no rule says, so that it shows who answered. */
    private static final int GENERATED = Endpoint.vif(7, 7);

    private final ManualClock clock = new ManualClock(0);
    private final Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(2048), clock);
    private final Domain a = hypervisor.createDomain(DomainConfig.ordinary(1, "a", 64));
    private final Domain b = hypervisor.createDomain(DomainConfig.ordinary(2, "b", 64));
    private final VfrRuleList rules = new VfrRuleList(VfrSemantics.AS_BUILT);
    private final VifTable vifs = new VifTable();
    private final LegacyNetwork network = new LegacyNetwork(
            hypervisor, new NetworkSetup(new DummyCard("dummy"), vifs, rules, (fields, source) -> Endpoint.DROP));
    private final PacketFields fields = new PacketFields();

    VersionedClassifierTest() {
        network.connect(new CooperativeScheduler(clock, hypervisor.timers()));
        network.create(a, VifConfig.DEFAULT);
        rules.add(TO_A);
    }

    private Classifier forNow() {
        return new VersionedClassifier((packet, source) -> GENERATED, rules, vifs);
    }

    private int answer(Classifier classifier) {
        return classifier.classify(fields, Endpoint.PHYSICAL);
    }

    @Test
    void answersAsGeneratedAsLongAsNothingChanges() {
        Classifier classifier = forNow();
        rules.delete(TO_B);
        rules.purge(2);
        assertThat(answer(classifier)).isEqualTo(GENERATED);
    }

    @Test
    void answersByTheListOnceARuleIsAdded() {
        Classifier classifier = forNow();
        network.create(b, VifConfig.DEFAULT);
        rules.add(TO_B);
        assertThat(answer(classifier)).isEqualTo(B);
    }

    @Test
    void staysWithTheListWhenTheRulesAreWhatTheyWereAgain() {
        Classifier classifier = forNow();
        rules.add(TO_B);
        rules.delete(TO_B);
        assertThat(answer(classifier)).isEqualTo(A);
    }

    @Test
    void answersByTheListOnceThereIsAnotherVif() {
        Classifier classifier = forNow();
        network.create(b, VifConfig.DEFAULT);
        assertThat(answer(classifier)).isEqualTo(A);
    }

    @Test
    void answersByTheListOnceADomainIsGone() {
        network.create(b, VifConfig.DEFAULT);
        rules.add(TO_B);
        Classifier classifier = forNow();
        hypervisor.destroyDomain(b);
        assertThat(answer(classifier)).isEqualTo(A);
    }

    @Test
    void isValidForTheStateInWhichItWasMade() {
        Classifier early = forNow();
        network.create(b, VifConfig.DEFAULT);
        Classifier late = forNow();
        assertThat(answer(early)).isEqualTo(A);
        assertThat(answer(late)).isEqualTo(GENERATED);
    }

    /** A look-up that began after a change answers by the list; one that ended before it, as generated. */
    @Test
    void answersAsGeneratedBeforeAChangeAndByTheListAfterIt() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Classifier classifier = forNow();
            AtomicBoolean begun = new AtomicBoolean();
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger looked = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            Thread reader = new Thread(() -> {
                PacketFields own = new PacketFields();
                boolean after;
                do {
                    after = done.get();
                    int to = classifier.classify(own, Endpoint.PHYSICAL);
                    boolean before = !begun.get();
                    boolean right = to == GENERATED && !after || to == A && !before;
                    wrong.addAndGet(right ? 0 : 1);
                    looked.incrementAndGet();
                } while (!after);
            });
            reader.start();
            while (looked.get() == 0) {
                Thread.onSpinWait();
            }
            begun.set(true);
            rules.add(TO_A);
            done.set(true);
            reader.join();
            assertThat(wrong).as("round %d", round).hasValue(0);
        }
    }
}
