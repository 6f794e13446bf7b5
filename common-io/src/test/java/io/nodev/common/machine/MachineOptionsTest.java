package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.driver.DummyCard;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.ReplayGuest;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.sched.TurnLimits;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MachineOptionsTest {
    private final MachineOptions defaults = MachineOptions.defaults();

    @Test
    void defaultsAreCooperativeAndReplaceNothing() {
        Supplier<Guest> described = IdleGuest::new;
        DummyCard card = new DummyCard("eth0");
        assertThat(defaults.scheduler()).isEqualTo(SchedulerKind.COOPERATIVE);
        assertThat(defaults.spareFrames()).isEqualTo(MachineOptions.DEFAULT_SPARE_FRAMES);
        assertThat(defaults.guest(1, described)).isSameAs(described);
        assertThat(defaults.card(card)).isSameAs(card);
    }

    @Test
    void aChangeMakesACopy() {
        ManualClock clock = new ManualClock(5);
        MachineOptions changed =
                defaults.withScheduler(SchedulerKind.THREADED).withClock(clock).withSpareFrames(7);
        assertThat(changed.scheduler()).isEqualTo(SchedulerKind.THREADED);
        assertThat(changed.clock()).isSameAs(clock);
        assertThat(changed.spareFrames()).isEqualTo(7);
        assertThat(defaults.scheduler()).isEqualTo(SchedulerKind.COOPERATIVE);
        assertThat(defaults.spareFrames()).isEqualTo(MachineOptions.DEFAULT_SPARE_FRAMES);
    }

    @Test
    void textAndEndGoWhereTheyAreSent() {
        StringBuilder text = new StringBuilder();
        List<Integer> ends = new ArrayList<>();
        MachineOptions changed = defaults.withConsole(text::append).withHalt(ends::add);
        changed.console().accept("hello");
        changed.halt().accept(1);
        assertThat(text).hasToString("hello");
        assertThat(ends).containsExactly(1);
    }

    @Test
    void aDescriptionsRestartsHoldUnlessOthersWereChosen() {
        RestartPolicy described = RestartPolicy.atMost(3).withAnswerNanos(5);
        assertThat(defaults.restarts()).isEqualTo(RestartPolicy.ON_REQUEST);
        assertThat(defaults.withDescribedRestarts(described).restarts()).isEqualTo(described);
        assertThat(defaults.withRestarts(RestartPolicy.ON_REQUEST)
                        .withDescribedRestarts(described)
                        .restarts())
                .isEqualTo(RestartPolicy.ON_REQUEST);
    }

    @Test
    void replacesGuestsByDomainAndCardsByName() {
        Supplier<Guest> described = IdleGuest::new;
        Supplier<Guest> other = ReplayGuest::new;
        DummyCard card = new DummyCard("eth1", new MacAddress(7));
        MachineOptions changed = defaults.withGuest(3, other).withCard(card);
        assertThat(changed.guest(3, described)).isSameAs(other);
        assertThat(changed.guest(4, described)).isSameAs(described);
        assertThat(changed.card(new DummyCard("eth1"))).isSameAs(card);
        assertThat(changed.card(new DummyCard("eth0")).name()).isEqualTo("eth0");
    }

    @Test
    void startsBackendsAgainOnRequestUnlessToldOtherwise() {
        TurnLimits limits = new TurnLimits(64, 5);
        MachineOptions changed = defaults.withRestarts(
                        RestartPolicy.atMost(3).withTurnLimits(limits).withAnswerNanos(7))
                .withSpareFrames(9);
        assertThat(defaults.restarts().most()).isZero();
        assertThat(changed.restarts()).isEqualTo(new RestartPolicy(3, 7, limits));
        assertThat(defaults.restarts().answerNanos()).isEqualTo(10_000_000_000L);
        assertThatThrownBy(() -> RestartPolicy.atMost(-1)).hasMessageEndingWith("most=-1");
        assertThatThrownBy(() -> RestartPolicy.ON_REQUEST.withAnswerNanos(0)).hasMessageEndingWith("answerNanos=0");
    }

    @Test
    void refusesANegativeNumberOfFrames() {
        assertThatThrownBy(() -> defaults.withSpareFrames(-1)).hasMessageEndingWith("frames=-1");
    }
}
