package io.nodev.legacy.vif;

import io.nodev.common.machine.DropReason;
import io.nodev.common.stats.Counter;
import io.nodev.legacy.work.SharedWork;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one vif counted. Written inside {@link SharedWork}, but for one kind of violation, and read by anyone.
 *
 * <p>The four that {@code network_op} tells are those of 2004: received are frames put into a guest's buffer, sent are
 * only frames handed to the NIC. Beside them are what the guest got to see, request by request, and why frames were lost.
 */
public final class VifCounters {
    private final Counter packetsSent = new Counter();
    private final Counter bytesSent = new Counter();
    private final Counter packetsReceived = new Counter();
    private final Counter bytesReceived = new Counter();
    private final Counter bytesAnswered = new Counter();
    private final Counter[] answered = {new Counter(), new Counter(), new Counter()};
    private final DropCounters drops = new DropCounters();
    private final Counter[] violations = new Counter[ProtocolViolation.values().length];

    /** All 0. */
    VifCounters() {
        for (int i = 0; i < violations.length; i++) {
            violations[i] = new Counter();
        }
    }

    void countSent(int length) {
        packetsSent.increment();
        bytesSent.add(length);
    }

    void countReceived(int length) {
        packetsReceived.increment();
        bytesReceived.add(length);
    }

    void countAnswered(int length, int status) {
        bytesAnswered.add(length);
        answered[status].increment();
    }

    void countDrop(DropReason reason) {
        drops.count(reason);
    }

    /** {@link ProtocolViolation#RECEIVE_OVERRUN} on the guest's thread only, all others inside {@link SharedWork}. */
    void count(ProtocolViolation kind) {
        violations[kind.ordinal()].increment();
    }

    /** How often the guest did something wrong of this kind. */
    public long violations(ProtocolViolation kind) {
        return violations[kind.ordinal()].get();
    }

    /** Frames handed to the NIC. */
    public long packetsSent() {
        return packetsSent.get();
    }

    /** Bytes of those, Ethernet header included. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Frames put into a buffer of the guest's. */
    public long packetsReceived() {
        return packetsReceived.get();
    }

    /** Bytes of those, Ethernet header included. */
    public long bytesReceived() {
        return bytesReceived.get();
    }

    /** Transmit requests that were answered with this status. */
    public long answered(int status) {
        return answered[status].get();
    }

    /** Bytes of all answered transmit requests, whatever the status. */
    public long bytesAnswered() {
        return bytesAnswered.get();
    }

    /** Transmit responses by status; codes that never occurred are left out. */
    public SortedMap<Integer, Long> answeredByStatus() {
        SortedMap<Integer, Long> byStatus = new TreeMap<>();
        for (int status = 0; status < RingStatus.COUNT; status++) {
            if (answered[status].get() != 0) {
                byStatus.put(status, answered[status].get());
            }
        }
        return byStatus;
    }

    /** Frames lost on their way from or to this vif. */
    public DropCounters drops() {
        return drops;
    }
}
