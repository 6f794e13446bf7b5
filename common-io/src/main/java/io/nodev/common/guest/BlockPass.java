package io.nodev.common.guest;

/**
 * A walk over a block device, a few requests at a time, whose completions are taken in the order of the requests however they
 * come. One request covers {@link VirtualBlockDevice#MAX_SECTORS} sectors, the last one less.
 */
abstract class BlockPass {
    /** Requests under way at most. */
    static final int DEPTH = 8;

    private final VirtualBlockDevice device;
    private final long sectors;
    private final long requests;
    private final boolean[] arrived = new boolean[DEPTH];
    private final boolean[] good = new boolean[DEPTH];
    private long issued;
    private long taken;
    private long failures;
    private String firstFailure = "";

    /** A walk of one request for each {@link VirtualBlockDevice#MAX_SECTORS} sectors of the device as it is now. */
    BlockPass(VirtualBlockDevice device) {
        this(device, (device.sectors() + VirtualBlockDevice.MAX_SECTORS - 1) / VirtualBlockDevice.MAX_SECTORS);
    }

    /** A walk of so many requests. */
    BlockPass(VirtualBlockDevice device, long requests) {
        this.device = device;
        this.sectors = device.sectors();
        this.requests = requests;
    }

    final VirtualBlockDevice device() {
        return device;
    }

    /** The device's capacity when the walk began. */
    final long sectors() {
        return sectors;
    }

    /** The first sector of a request. */
    static long firstSector(long request) {
        return request * VirtualBlockDevice.MAX_SECTORS;
    }

    /** The sectors of a request. */
    final int sectorsOf(long request) {
        return (int) Math.min(VirtualBlockDevice.MAX_SECTORS, sectors - firstSector(request));
    }

    static int slot(long request) {
        return (int) (request % DEPTH);
    }

    final boolean isDone() {
        return taken == requests;
    }

    /** Puts what may be under way. */
    final void putMore() {
        while (issued < requests && issued - taken < DEPTH && put(issued)) {
            issued++;
        }
    }

    /** Puts one request, with its number as the tag; {@code false} means not now. */
    abstract boolean put(long request);

    /** A request was completed as good, before others that were put earlier it may be. */
    void arrived(long request, BlockCompletion completion) {
        // nothing to keep
    }

    /** A request was completed as good, and all earlier ones were completed. */
    void inOrder(long request) {
        // nothing to look at
    }

    final void completed(BlockCompletion completion) {
        long request = completion.tag();
        int slot = slot(request);
        arrived[slot] = true;
        good[slot] = completion.isGood();
        if (completion.isGood()) {
            arrived(request, completion);
        } else {
            countFailure(request, completion.status());
        }
        while (taken < issued && arrived[slot(taken)]) {
            arrived[slot(taken)] = false;
            if (good[slot(taken)]) {
                inOrder(taken);
            }
            taken++;
        }
    }

    private void countFailure(long request, int status) {
        if (failures == 0) {
            firstFailure = ", one at sector " + firstSector(request) + " with status " + status;
        }
        failures++;
    }

    final boolean hasFailed() {
        return failures != 0;
    }

    /** How many requests failed, and where one did. */
    final String failures(String what) {
        return failures + " of " + requests + " " + what + " failed" + firstFailure;
    }
}
