package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.Errno;
import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.domain.Domain;
import java.util.Arrays;

/** What answers each number in one machine. Fixed once built. */
public final class HypercallTable {
    private final Hypercall[] calls;

    private HypercallTable(Composite[] answers) {
        this.calls = new Hypercall[answers.length];
        for (int number = 0; number < answers.length; number++) {
            calls[number] = answers[number].over(this);
        }
    }

    /** Makes a call that is made of others by number. */
    @FunctionalInterface
    public interface Composite {
        /** The call over the finished table; called once, while that is not to be used yet. */
        Hypercall over(HypercallTable table);
    }

    /** A table in which nothing is implemented yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers a call. A number outside the table, and one that nothing answers, gives -ENOSYS with no argument looked
     * at; a dead caller gets -ESRCH. An exception out of a handler stops the machine.
     *
     * @throws HypervisorFault if the handler failed
     */
    public int call(Domain caller, int number, int a1, int a2, int a3) {
        if (number < 0 || number >= calls.length) {
            return -Errno.ENOSYS;
        }
        if (!caller.isAlive()) {
            return -Errno.ESRCH;
        }
        int before = caller.enterHypercall(number);
        try {
            return calls[number].call(caller, a1, a2, a3);
        } catch (RuntimeException | AssertionError fault) {
            throw new HypervisorFault("hypercall " + number + " of " + caller, fault);
        } finally {
            caller.leaveHypercall(before);
        }
    }

    /** Collects what answers each number. */
    public static final class Builder {
        private final Composite[] answers = new Composite[HypercallNumber.COUNT];

        private Builder() {
            Arrays.fill(answers, (Composite) table -> Hypercall.NOT_IMPLEMENTED);
        }

        /**
         * Sets what answers a number.
         *
         * @param number 0 to 26
         */
        public Builder set(int number, Hypercall call) {
            return set(number, (Composite) table -> call);
        }

        /**
         * Sets what answers a number by making other calls of the same table.
         *
         * @param number 0 to 26
         */
        public Builder set(int number, Composite call) {
            if (number < 0 || number >= answers.length) {
                throw new IllegalArgumentException("hypercalls have numbers 0 to 26: number=" + number);
            }
            answers[number] = call;
            return this;
        }

        /** The table. */
        public HypercallTable build() {
            return new HypercallTable(answers);
        }
    }
}
