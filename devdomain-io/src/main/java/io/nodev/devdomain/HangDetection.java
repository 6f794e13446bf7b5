package io.nodev.devdomain;

import io.nodev.devdomain.controller.AnswerLimit;
import io.nodev.devdomain.controller.DomainController;
import io.nodev.devdomain.controller.Hang;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import io.nodev.hypervisor.time.Clock;

/**
 * Gives the controller what it needs to find backends that hang: time to look, the numbers of their turns, and somebody to
 * tell. Only where domains run beside each other can one hang while the controller goes on.
 */
final class HangDetection {
    private final Hypervisor hypervisor;
    private final ThreadedScheduler scheduler;
    private final Recovery recovery;

    HangDetection(Hypervisor hypervisor, ThreadedScheduler scheduler, Recovery recovery) {
        this.hypervisor = hypervisor;
        this.scheduler = scheduler;
        this.recovery = recovery;
    }

    /**
     * @param control the controller's domain, which has had no turn
     */
    void start(DomainController controller, Domain control, long answerNanos) {
        controller.limitAnswers(new AnswerLimit(answerNanos, Clock.system(), this::turn, this::hangs));
        scheduler.repeat("answers", Math.max(1, answerNanos / AnswerLimit.LOOKS), () -> {
            controller.lookSoon();
            control.wake();
        });
    }

    private long turn(int id) {
        Domain domain = hypervisor.domains().find(id);
        return domain == null ? 0 : scheduler.turn(domain);
    }

    private void hangs(Hang hang) {
        Domain domain = hypervisor.domains().find(hang.domain());
        if (domain != null) {
            scheduler.giveUp(domain, hang.turn());
            recovery.doesNotAnswer(domain, hang.forNanos());
        }
    }
}
