package io.nodev.hypervisor.sched;

import io.nodev.hypervisor.HypervisorFault;
import io.nodev.hypervisor.domain.Domain;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who is told of what came out of a turn. Nothing is lost if nobody asked: then the thread's own handler is told. */
final class Faults {
    private final Runnable stop;
    private final AtomicBoolean panicked = new AtomicBoolean();
    private volatile CrashListener crashListener = (domain, cause) -> report(cause);
    private volatile PanicListener panicListener = (what, cause) -> report(cause);

    /**
     * @param stop makes every virtual CPU start no more turns, without waiting
     */
    Faults(Runnable stop) {
        this.stop = stop;
    }

    void onCrash(CrashListener listener) {
        crashListener = listener;
    }

    void onPanic(PanicListener listener) {
        panicListener = listener;
    }

    boolean hasPanicked() {
        return panicked.get();
    }

    /** A domain's turn ended in an exception. */
    void crashed(Domain domain, Throwable cause) {
        if (cause instanceof HypervisorFault) {
            panic(cause.getMessage(), cause);
            return;
        }
        try {
            crashListener.crashed(domain, cause);
        } catch (Throwable second) {
            second.addSuppressed(cause);
            panic("the end of " + domain, second);
        }
    }

    /** The hypervisor failed. Only the first time counts. A {@link HypervisorFault} tells by itself what failed. */
    void panic(String what, Throwable cause) {
        if (cause instanceof HypervisorFault && cause.getCause() != null) {
            panic(cause.getMessage(), cause.getCause());
            return;
        }
        if (!panicked.compareAndSet(false, true)) {
            return;
        }
        stop.run();
        try {
            panicListener.panicked(what, cause);
        } catch (Throwable second) {
            second.addSuppressed(cause);
            report(second);
        }
    }

    private static void report(Throwable cause) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
}
