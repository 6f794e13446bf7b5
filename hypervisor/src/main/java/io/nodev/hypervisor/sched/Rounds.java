package io.nodev.hypervisor.sched;

/** Does something again and again on a daemon thread of its own, in the host's time, with a pause before each round. */
final class Rounds {
    private final long pauseNanos;
    private final Runnable round;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * @param name the thread's
     * @param pauseNanos above 0
     */
    Rounds(String name, long pauseNanos, Runnable round) {
        this.pauseNanos = pauseNanos;
        this.round = round;
        this.thread = new Thread(this::go, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From any thread, its own included. */
    void stop() {
        stopping = true;
        if (Thread.currentThread() != thread) {
            thread.interrupt();
        }
    }

    private void go() {
        try {
            while (!stopping) {
                Thread.sleep(pauseNanos / 1_000_000, (int) (pauseNanos % 1_000_000));
                round.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
