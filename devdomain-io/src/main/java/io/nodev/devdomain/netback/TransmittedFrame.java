package io.nodev.devdomain.netback;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.hypervisor.memory.Memory;

/** A frame that a guest transmits, on its way through the bridge: a checked header here, the rest in the guest's page. */
final class TransmittedFrame implements BridgedFrame {
    private final byte[] header = new byte[HeaderBytes.LENGTH];
    private final FramePool pool;
    private NetbackInterface owner;
    private int id;
    private int reference;
    private int length;
    private int virtualAddress;
    private int holds;

    /**
     * @param pool where it belongs
     */
    TransmittedFrame(FramePool pool) {
        this.pool = pool;
    }

    /** Back to where it was taken from. */
    void giveBack() {
        pool.give(this);
    }

    /** Takes the place of a request: copies the header, once. The source holds the frame until it has passed the bridge. */
    void begin(NetbackInterface from, NetTxRequest request, Memory memory, int address) {
        owner = from;
        id = request.id();
        reference = request.reference();
        length = request.size();
        virtualAddress = address;
        holds = 1;
        memory.read(address, header, 0, headerLength());
    }

    @Override
    public boolean isGone() {
        return owner.isAbandoned();
    }

    NetbackInterface owner() {
        return owner;
    }

    int id() {
        return id;
    }

    int reference() {
        return reference;
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
        return virtualAddress;
    }

    @Override
    public void hold() {
        holds++;
    }

    @Override
    public void release() {
        holds--;
        if (holds == 0) {
            owner.complete(this);
        }
    }

    /** {@inheritDoc} Never here: the page is the guest's. */
    @Override
    public boolean take() {
        return false;
    }
}
