package io.nodev.common.classifier;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for what would hold up packets: making an index for rules that were changed. */
public final class OffPath {
    private static final int IDLE_SECONDS = 2;

    private static final Executor SHARED =
            new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OffPath::daemon);

    private OffPath() {}

    /** Runs one task after the other in a daemon thread of low priority, which is there only while there is something to do. */
    public static Executor executor() {
        return SHARED;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "nodev-rules");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }
}
