package io.nodev.devdomain.blkfront;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where pages for requests come from, each with a grant of its own. A page that a lost backend still maps is set aside until it
 * does no more, since what it writes there late must not be taken for what its successor read.
 */
final class RequestPages {
    private final GuestKernel kernel;
    private final GrantReferences grants;
    private final Deque<int[]> setAside = new ArrayDeque<>();

    RequestPages(GuestKernel kernel, GrantReferences grants) {
        this.kernel = kernel;
        this.grants = grants;
    }

    int setAside() {
        return setAside.size();
    }

    int takePage() {
        return kernel.pages().take();
    }

    int takeReference() {
        return grants.take();
    }

    void permit(int reference, int page, int backend) {
        grants.permit(reference, backend, PageTableEntry.frame(kernel.memory().entry(page)), false);
    }

    void revoke(int reference) {
        grants.revoke(reference);
    }

    /**
     * Replaces pages that are mapped although they were revoked by others with the same bytes.
     *
     * @return {@code false} if there were not enough; those replaced stay so
     */
    boolean replaceMapped(int[] pages, int[] references) {
        for (int i = 0; i < pages.length; i++) {
            if (grants.isInUse(references[i]) && !replace(pages, references, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean replace(int[] pages, int[] references, int index) {
        int[] other = takeOther();
        if (other == null) {
            return false;
        }
        kernel.memory().copy(pages[index], other[0], MachineMemory.PAGE_SIZE);
        setAside.add(new int[] {pages[index], references[index]});
        pages[index] = other[0];
        references[index] = other[1];
        return true;
    }

    private int[] takeOther() {
        if (kernel.pages().available() > 0 && grants.available() > 0) {
            return new int[] {takePage(), takeReference()};
        }
        int[] oldest = setAside.peek();
        return oldest == null || grants.isInUse(oldest[1]) ? null : setAside.remove();
    }
}
