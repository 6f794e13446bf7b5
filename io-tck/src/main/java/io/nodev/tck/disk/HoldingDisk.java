package io.nodev.tck.disk;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import io.nodev.common.disk.DiskOperation;
import io.nodev.common.disk.DiskTransfer;
import io.nodev.common.disk.ForwardingDisk;
import java.util.ArrayList;
import java.util.List;

/** A disk under a {@link DiskHold}. The owner's thread does the other disk's transfers, when it polls. */
final class HoldingDisk extends ForwardingDisk {
    private static final Runnable NOBODY = () -> {};

    /** A transfer that waits; null if it was done already, well or not. */
    private record Held(DiskTransfer transfer, int cookie, boolean good) {}

    private final DiskHold hold;
    private final List<Held> held = new ArrayList<>();
    private Runnable interrupt = NOBODY;
    private boolean armed = true;

    HoldingDisk(Disk disk, DiskHold hold) {
        super(disk);
        this.hold = hold;
    }

    @Override
    public boolean submit(DiskTransfer transfer, int cookie) {
        synchronized (this) {
            if (!hold.isCurrent(this) || held.size() == hold.depth()) {
                return false;
            }
            held.add(hold.doesAtOnce() ? done(transfer, cookie) : new Held(copy(transfer), cookie, false));
        }
        callIfArmed();
        return true;
    }

    private Held done(DiskTransfer transfer, int cookie) {
        boolean[] good = new boolean[1];
        complete(transfer, cookie, (sameCookie, isGood) -> good[0] = isGood);
        return new Held(null, cookie, good[0]);
    }

    private static DiskTransfer copy(DiskTransfer transfer) {
        DiskTransfer copy = new DiskTransfer();
        if (transfer.operation() == DiskOperation.FLUSH) {
            return copy.flush();
        }
        return copy.of(transfer.operation(), transfer.sector(), transfer.sectors())
                .at(transfer.memory(), transfer.address());
    }

    @Override
    public int poll(DiskEvents events, int budget) {
        if (budget < 0) {
            throw new IllegalArgumentException("a budget is 0 or more: budget=" + budget);
        }
        int shown = 0;
        Held next = shown < budget ? take() : null;
        while (next != null) {
            show(next, events);
            shown++;
            next = shown < budget ? take() : null;
        }
        if (shown < budget) {
            arm();
        }
        return shown;
    }

    private synchronized Held take() {
        int chosen = hold.isCurrent(this) ? hold.choose(held.size()) : -1;
        return chosen < 0 ? null : held.remove(chosen);
    }

    private void show(Held next, DiskEvents events) {
        if (next.transfer == null) {
            events.completed(next.cookie, next.good);
        } else {
            complete(next.transfer, next.cookie, events);
        }
    }

    private void complete(DiskTransfer transfer, int cookie, DiskEvents events) {
        boolean taken = disk().submit(transfer, cookie);
        while (!taken && hold.isCurrent(this)) {
            Thread.onSpinWait(); // a former owner is just submitting
            taken = disk().submit(transfer, cookie);
        }
        if (!taken || disk().poll(events, 1) != 1) {
            throw new IllegalStateException("the disk under this one does not work at once: name=" + name());
        }
    }

    @Override
    public void setInterrupt(Runnable handler) {
        synchronized (this) {
            interrupt = handler;
        }
        arm();
    }

    private void arm() {
        synchronized (this) {
            armed = true;
        }
        callIfArmed();
    }

    synchronized int waiting() {
        return held.size();
    }

    /** Calls the owner, if it waits and there is something to poll. Any thread. */
    void callIfArmed() {
        Runnable handler;
        synchronized (this) {
            if (!armed || held.isEmpty() || !hold.mayGo()) {
                return;
            }
            armed = false;
            handler = interrupt;
        }
        handler.run();
    }

    @Override
    protected Disk around(Disk next) {
        return hold.attach(new HoldingDisk(next, hold));
    }
}
