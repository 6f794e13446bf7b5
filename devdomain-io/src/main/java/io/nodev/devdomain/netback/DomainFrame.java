package io.nodev.devdomain.netback;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.bridge.BridgedFrame;

/** A frame in a page of the device domain's own: received by a NIC, or sent by the device domain itself. */
final class DomainFrame implements BridgedFrame {
    /** Where frames start in their page, so that what follows the Ethernet header is aligned to 4 bytes. */
    static final int OFFSET = 2;

    private final DomainFrames pool;
    private final byte[] header = new byte[HeaderBytes.LENGTH];
    private int page;
    private int length;
    private int holds;
    private boolean taken;
    private boolean inUse;

    DomainFrame(DomainFrames pool, int page) {
        this.pool = pool;
        this.page = page;
    }

    /** Copies a frame in; the source holds it until it has passed the bridge. */
    void fill(byte[] bytes, int offset, int newLength) {
        length = newLength;
        holds = 1;
        taken = false;
        inUse = true;
        System.arraycopy(bytes, offset, header, 0, headerLength());
        pool.kernel().memory().write(page + OFFSET, bytes, offset, length);
    }

    boolean isInUse() {
        return inUse;
    }

    void end() {
        inUse = false;
    }

    boolean wasTaken() {
        return taken;
    }

    int page() {
        return page;
    }

    void replacePage(int fresh) {
        page = fresh;
    }

    @Override
    public byte[] header() {
        return header;
    }

    @Override
    public int headerLength() {
        return HeaderBytes.of(length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int virtualAddress() {
        return page + OFFSET;
    }

    @Override
    public void hold() {
        holds++;
    }

    @Override
    public void release() {
        holds--;
        if (holds == 0) {
            pool.give(this);
        }
    }

    @Override
    public boolean take() {
        if (holds > 1) {
            return false;
        }
        taken = true;
        return true;
    }
}
