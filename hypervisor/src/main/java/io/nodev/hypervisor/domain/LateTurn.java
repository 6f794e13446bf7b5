package io.nodev.hypervisor.domain;

/** A turn of a killed domain that has not ended, and what has to wait until it does. */
final class LateTurn {
    private static final Runnable NOTHING = () -> {};

    private boolean late;
    private Runnable waiting = NOTHING;

    synchronized void begin() {
        late = true;
    }

    synchronized boolean isLate() {
        return late;
    }

    /** Again and again does nothing. */
    void end() {
        takeWaiting().run();
    }

    private synchronized Runnable takeWaiting() {
        Runnable taken = waiting;
        waiting = NOTHING;
        late = false;
        return taken;
    }

    void whenEnded(Runnable action) {
        if (!postpone(action)) {
            action.run();
        }
    }

    private synchronized boolean postpone(Runnable action) {
        if (late) {
            waiting = action;
        }
        return late;
    }
}
