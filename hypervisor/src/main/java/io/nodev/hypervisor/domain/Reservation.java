package io.nodev.hypervisor.domain;

/**
 * How many pages of ordinary memory a domain has, and may have. Pages that change hands one for one are not counted;
 * neither are those that the hypervisor itself added, such as grant tables. From any thread.
 */
public final class Reservation {
    private int pages;
    private int maximum;
    private boolean closed;

    /** What gives or takes one page. */
    @FunctionalInterface
    public interface Step {
        /** Returns whether the page was given or taken. */
        boolean move();
    }

    /** Starts with {@code pages} pages, which are the maximum too. */
    public Reservation(int pages) {
        this.pages = pages;
        this.maximum = pages;
    }

    /** Pages now. */
    public synchronized int pages() {
        return pages;
    }

    /** Pages at most. */
    public synchronized int maximum() {
        return maximum;
    }

    /** Sets the maximum; one below what the domain has only keeps it from getting more. */
    public synchronized void setMaximum(int pageCount) {
        this.maximum = pageCount;
    }

    /** Runs {@code step} if the domain may have another page; returns whether it now has. */
    public synchronized boolean increase(Step step) {
        if (closed || pages >= maximum || !step.move()) {
            return false;
        }
        pages++;
        return true;
    }

    /** Runs {@code step} if the domain lives; returns whether it now has a page fewer. */
    public synchronized boolean decrease(Step step) {
        if (closed || !step.move()) {
            return false;
        }
        pages--;
        return true;
    }

    /** The domain is being killed: nothing changes any more. */
    public synchronized void close() {
        closed = true;
    }
}
