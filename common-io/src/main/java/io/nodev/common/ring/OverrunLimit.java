package io.nodev.common.ring;

/**
 * How much is taken from a ring whose frontend claims more requests than the ring has slots: a ring's worth from where that
 * was found, and no more until the index is possible again. So a frontend that writes nonsense once is not served for ever.
 * One for each {@link BackRing}, on its thread.
 */
public final class OverrunLimit {
    private boolean overrun;
    private int last;

    /** No overrun yet. */
    public OverrunLimit() {}

    /**
     * Looks at the frontend's index.
     *
     * @return whether it is impossible now and was not at the last look: a violation to be counted
     */
    public boolean begins(BackRing ring) {
        boolean before = overrun;
        overrun = ring.isOverrun();
        if (overrun && !before) {
            last = ring.responseIndex() + ring.shared().layout().slots();
        }
        return overrun && !before;
    }

    /** Whether, as of the last look, another request may be taken, if there is one. */
    public boolean allows(BackRing ring) {
        return !overrun || ring.requestIndex() - last < 0;
    }

    /** Forgets an overrun: the ring has started over. */
    public void reset() {
        overrun = false;
    }
}
