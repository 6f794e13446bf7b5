package io.nodev.devdomain.bridge;

import io.nodev.common.machine.DropReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counters of one port, from the bridge's viewpoint: <i>received</i> came from the device into the bridge, <i>sent</i>
 * was handed to the device.
 *
 * <p>The device domain's thread writes, any thread may read. Each counter is read whole and never goes back; two read
 * one after the other may be of different moments. Counters wrap after 2<sup>63</sup>.
 */
public final class BridgePortStats {
    private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int RECEIVED_FRAMES = 0;
    private static final int RECEIVED_BYTES = 1;
    private static final int SENT_FRAMES = 2;
    private static final int SENT_BYTES = 3;
    private static final int WITHHELD_FRAMES = 4;
    private static final int STATIONS_MOVED = 5;
    private static final int STATIONS_EVICTED = 6;
    private static final int OWN_SOURCE_FRAMES = 7;
    private static final int FIRST_DROP = 8;

    private final long[] counters = new long[FIRST_DROP + DropReason.values().length];

    BridgePortStats() {}

    /** Frames the device handed to the bridge, dropped ones included. */
    public long receivedFrames() {
        return read(RECEIVED_FRAMES);
    }

    /** Bytes of {@link #receivedFrames}. */
    public long receivedBytes() {
        return read(RECEIVED_BYTES);
    }

    /** Frames the bridge handed to the device, which may have dropped some afterwards. */
    public long sentFrames() {
        return read(SENT_FRAMES);
    }

    /** Bytes of {@link #sentFrames}. */
    public long sentBytes() {
        return read(SENT_BYTES);
    }

    /** Frames from other ports that hooks kept from this one, whether or not they went elsewhere. */
    public long withheldFrames() {
        return read(WITHHELD_FRAMES);
    }

    /** How often a station known behind another port was seen at this one. */
    public long stationsMoved() {
        return read(STATIONS_MOVED);
    }

    /** How often a station of this port was forgotten before its time, for a newer one of the same port. */
    public long stationsEvicted() {
        return read(STATIONS_EVICTED);
    }

    /** Frames whose source address was one of the device domain's own: a loop, or a station that forges it. */
    public long ownSourceFrames() {
        return read(OWN_SOURCE_FRAMES);
    }

    /**
     * Frames received here that went to no port at all, for one reason. A frame has one reason, so the frames received
     * are those that went somewhere plus {@link #drops()}. What the device behind a port drops is not counted here.
     *
     * @param reason one of those named at {@link Bridge}; any other counts nothing
     */
    public long drops(DropReason reason) {
        return read(FIRST_DROP + reason.ordinal());
    }

    /** Frames received here that went to no port at all. */
    public long drops() {
        long sum = 0;
        for (int i = FIRST_DROP; i < counters.length; i++) {
            sum += read(i);
        }
        return sum;
    }

    void countReceived(int bytes) {
        add(RECEIVED_FRAMES, 1);
        add(RECEIVED_BYTES, bytes);
    }

    void countSent(int bytes) {
        add(SENT_FRAMES, 1);
        add(SENT_BYTES, bytes);
    }

    void countWithheld() {
        add(WITHHELD_FRAMES, 1);
    }

    void countMoved() {
        add(STATIONS_MOVED, 1);
    }

    void countEvicted() {
        add(STATIONS_EVICTED, 1);
    }

    void countOwnSource() {
        add(OWN_SOURCE_FRAMES, 1);
    }

    void countDrop(DropReason reason) {
        add(FIRST_DROP + reason.ordinal(), 1);
    }

    private long read(int counter) {
        return (long) COUNTERS.getOpaque(counters, counter);
    }

    /** There is one writer, so a plain read of what it wrote itself and an opaque write are an increment. */
    private void add(int counter, long amount) {
        COUNTERS.setOpaque(counters, counter, counters[counter] + amount);
    }
}
