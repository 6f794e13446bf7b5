package io.nodev.tck.harness;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A guest that does what a test gives it to do, in its domain's turns. */
public final class GuestTasks implements Guest {
    private static final int PATIENCE_SECONDS = 300;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile Thread inTask;

    /** A guest with nothing to do. */
    public GuestTasks() {}

    @Override
    public void start(GuestEnvironment environment) {}

    @Override
    public boolean run(int budget) {
        Runnable next = waiting.poll();
        if (next != null) {
            inTask = Thread.currentThread();
            try {
                next.run();
            } finally {
                inTask = null;
            }
        }
        return !waiting.isEmpty();
    }

    /**
     * Has something done in a turn of the domain, when the machine runs. An exception out of it is one out of the turn.
     *
     * @param wake makes the domain run
     */
    public void later(Runnable action, Runnable wake) {
        waiting.add(action);
        wake.run();
    }

    /**
     * Does something in a turn of the domain: at once on the thread of such a turn, else in the next one.
     *
     * @param wake makes the domain run
     */
    public <T> T inTurn(Callable<T> action, Runnable wake) {
        if (inTask == Thread.currentThread()) {
            return atOnce(action);
        }
        FutureTask<T> task = new FutureTask<>(action);
        waiting.add(task);
        wake.run();
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the domain had no turn: seconds=" + PATIENCE_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Does something at once, on the calling thread, while the machine is at rest. */
    public static <T> T atOnce(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException("failed in a domain", cause);
    }
}
