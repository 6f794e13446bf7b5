package io.nodev.tck.hostile;

import io.nodev.common.classifier.Endpoint;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.HostileGuest;

/** Frames that arrived where the hostile guest may send to, each looked at once. One thread. */
final class Arrivals {
    private final MachineAudit audit;
    private final HostileGuest guest;
    private long judged;

    Arrivals(MachineAudit audit, HostileGuest guest) {
        this.audit = audit;
        this.guest = guest;
    }

    /** A frame that nobody but the hostile guest can have sent to {@code to}, or that a bridge flooded. */
    void arrived(int to, byte[] frame) {
        audit.checkFrame(frame, Frames.IPV4_END);
        if (!guest.mayHaveSent(to, frame)) {
            throw new AssertionError("H9: the policy lets no such frame pass: to=" + Endpoint.toString(to) + " length="
                    + frame.length + " header=" + hex(frame));
        }
        judged++;
    }

    private static String hex(byte[] frame) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(frame.length, HostileFrames.LIED_IN); i++) {
            text.append(String.format("%02x", frame[i]));
        }
        return text.toString();
    }

    /** Frames that were looked at. */
    long judged() {
        return judged;
    }
}
