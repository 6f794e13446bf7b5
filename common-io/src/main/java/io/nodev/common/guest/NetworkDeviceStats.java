package io.nodev.common.guest;

import io.nodev.common.stats.Counter;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a guest counts at one of its interfaces. Written by the frontend on the domain's virtual CPU, read by anyone. */
public final class NetworkDeviceStats {
    private static final int LOWEST_STATUS = -8;
    private static final int STATUSES = 17;

    private final Counter txFrames = new Counter();
    private final Counter txBytes = new Counter();
    private final Counter txNotConnected = new Counter();
    private final Counter rxFrames = new Counter();
    private final Counter rxBytes = new Counter();
    private final Counter rxErrors = new Counter();
    private final Counter[] txStatus = new Counter[STATUSES];

    /** All counts 0. */
    public NetworkDeviceStats() {
        for (int i = 0; i < STATUSES; i++) {
            txStatus[i] = new Counter();
        }
    }

    /** Counts a packet whose request was answered. */
    public void countTransmitted(int length, int status) {
        txFrames.increment();
        txBytes.add(length);
        countStatus(status);
    }

    private void countStatus(int status) {
        int known = Math.max(LOWEST_STATUS, Math.min(status, LOWEST_STATUS + STATUSES - 1));
        txStatus[known - LOWEST_STATUS].increment();
    }

    /** Counts a packet sent by an interface that has no ring, and so no status. */
    public void countTransmitted(int length) {
        txFrames.increment();
        txBytes.add(length);
    }

    /** Counts a packet dropped because the interface was not connected. */
    public void countNotConnected() {
        txNotConnected.increment();
    }

    /** Counts a packet handed to the guest. */
    public void countReceived(int length) {
        rxFrames.increment();
        rxBytes.add(length);
    }

    /** Counts a receive buffer that came back with an error. */
    public void countReceiveError() {
        rxErrors.increment();
    }

    /** Requests answered, whatever the status. */
    public long txFrames() {
        return txFrames.get();
    }

    /** Bytes of those, Ethernet header included. */
    public long txBytes() {
        return txBytes.get();
    }

    /** Packets dropped in the frontend because the interface was not connected. */
    public long txNotConnected() {
        return txNotConnected.get();
    }

    /** Packets handed to the guest. */
    public long rxFrames() {
        return rxFrames.get();
    }

    /** Bytes of those, Ethernet header included. */
    public long rxBytes() {
        return rxBytes.get();
    }

    /** Receive buffers that came back with an error. */
    public long rxErrors() {
        return rxErrors.get();
    }

    /** Transmit responses by status code, ascending; codes that never came are left out. */
    public SortedMap<Integer, Long> txStatus() {
        SortedMap<Integer, Long> byCode = new TreeMap<>();
        for (int i = 0; i < STATUSES; i++) {
            if (txStatus[i].get() != 0) {
                byCode.put(i + LOWEST_STATUS, txStatus[i].get());
            }
        }
        return byCode;
    }
}
