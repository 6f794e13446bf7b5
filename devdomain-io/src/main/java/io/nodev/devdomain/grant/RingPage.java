package io.nodev.devdomain.grant;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The page of a ring, granted to one backend at a time. A backend that was lost may still map the page it had, and write to
 * it, until its last turn ends; then the next one gets another page, and the old one is used again once nobody maps it.
 */
public final class RingPage {
    private final GuestKernel kernel;
    private final GrantReferences grants;
    private final Deque<Granted> setAside = new ArrayDeque<>();
    private Granted granted;

    private record Granted(int page, int reference) {}

    /** A page that is granted to nobody yet. */
    public RingPage(GuestKernel kernel, GrantReferences grants) {
        this.kernel = kernel;
        this.grants = grants;
        this.granted = new Granted(kernel.pages().take(), grants.take());
    }

    /** The address of the page that was permitted last. */
    public int address() {
        return granted.page();
    }

    /** The reference of the page that was permitted last. */
    public int reference() {
        return granted.reference();
    }

    /** Pages that a lost backend still maps, or did when that was last looked at. */
    public int setAside() {
        return setAside.size();
    }

    /**
     * Lets a backend map the page, zeroed.
     *
     * @return {@code false} if backends that were lost map every page that there is
     */
    public boolean permit(int backend) {
        if (grants.isInUse(granted.reference()) && !replace()) {
            return false;
        }
        kernel.memory().zero(granted.page(), MachineMemory.PAGE_SIZE);
        int frame = PageTableEntry.frame(kernel.memory().entry(granted.page()));
        grants.permit(granted.reference(), backend, frame, false);
        return true;
    }

    private boolean replace() {
        Granted other = takeOther();
        if (other == null) {
            return false;
        }
        setAside.add(granted);
        granted = other;
        return true;
    }

    private Granted takeOther() {
        for (Granted each : setAside) {
            if (!grants.isInUse(each.reference())) {
                setAside.remove(each);
                return each;
            }
        }
        boolean left = kernel.pages().available() > 0 && grants.available() > 0;
        return left ? new Granted(kernel.pages().take(), grants.take()) : null;
    }

    /** Takes the grant back. */
    public void revoke() {
        grants.revoke(granted.reference());
    }
}
