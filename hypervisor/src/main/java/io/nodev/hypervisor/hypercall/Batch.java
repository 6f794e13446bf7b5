package io.nodev.hypervisor.hypercall;

/** How many items one call takes, so that no caller keeps the hypervisor busy for as long as it likes. */
final class Batch {
    /** Items of a page-table update or a grant operation. */
    static final int MAX_ITEMS = 4096;

    /** Calls of a multicall. */
    static final int MAX_CALLS = 512;

    private Batch() {}

    /** Whether a caller's count is one of 0 to {@code max}. */
    static boolean allows(int count, int max) {
        return count >= 0 && count <= max;
    }
}
