package io.nodev.hypervisor.sched;

/** First in, first out, with removal from the middle; links lie in the members, so that nothing is allocated. */
final class RunQueue {
    private Turns first;
    private Turns last;

    /** The one at the front, or null. */
    Turns first() {
        return first;
    }

    /** Puts one that is in no queue at the back. */
    void add(Turns turns) {
        turns.queue = this;
        turns.before = last;
        if (last == null) {
            first = turns;
        } else {
            last.after = turns;
        }
        last = turns;
    }

    /** Takes a member out. */
    void remove(Turns turns) {
        if (turns.before == null) {
            first = turns.after;
        } else {
            turns.before.after = turns.after;
        }
        if (turns.after == null) {
            last = turns.before;
        } else {
            turns.after.before = turns.before;
        }
        turns.queue = null;
        turns.before = null;
        turns.after = null;
    }
}
