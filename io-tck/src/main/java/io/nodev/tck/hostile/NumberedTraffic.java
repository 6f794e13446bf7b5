package io.nodev.tck.hostile;

import io.nodev.common.classifier.Endpoint;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.TxRequest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Numbered frames from one correct guest to another, which must all arrive, in order and unchanged. */
final class NumberedTraffic {
    private static final int BUFFERS = 240;
    private static final int SHORTEST = HostileFrames.LIED_IN + 32;
    private static final int LENGTHS = 1400;
    private static final int PAGES = 200;
    private static final int MARKED = 42;

    private final RawVif from;
    private final RawVif to;
    private final Frames.Ends ends;
    private final byte mark;
    private final Arrivals others;
    private final int receiver;
    private final Deque<byte[]> expected = new ArrayDeque<>();
    private int sent;
    private int posted;
    private long missing;

    NumberedTraffic(RawVif from, RawVif to, Frames.Ends ends, Arrivals others) {
        this.from = from;
        this.to = to;
        this.ends = ends;
        this.mark = MachineAudit.mark(from.domain());
        this.others = others;
        this.receiver = Endpoint.vif(to.domain(), to.index());
    }

    /** Posts buffers, as many as the receiver has. */
    void post() {
        if (posted < BUFFERS) {
            to.postRx(BUFFERS - posted);
            posted = BUFFERS;
            to.push();
        }
    }

    /** The backend was lost, and with it all that was posted. */
    void startOver() {
        posted = 0;
    }

    /** Sends the next frame; the machine need not be at rest. */
    void send() {
        byte[] frame = Frames.numbered(ends, SHORTEST + sent * 37 % LENGTHS, sent);
        Arrays.fill(frame, MARKED, frame.length - Integer.BYTES, mark);
        from.fill(TxRequest.of(sent % PAGES, frame));
        from.push();
        expected.add(frame);
        sent++;
    }

    /** Takes what arrived; frames of the hostile guest's are looked at as well. */
    void take() {
        for (RxResponse response : to.takeRx()) {
            posted--;
            if (response.isFrame()) {
                arrived(response.frame());
            }
        }
        from.takeTxResponses().forEach(response -> {
            if (response.status() != 0) {
                throw new AssertionError("H3: a correct request was refused: status=" + response.status());
            }
        });
    }

    private void arrived(byte[] frame) {
        if (!isMarked(frame)) {
            others.arrived(receiver, frame);
            return;
        }
        byte[] payload = Frames.payload(frame);
        while (!expected.isEmpty() && !Arrays.equals(Frames.payload(expected.peek()), payload)) {
            expected.remove();
            missing++;
        }
        if (expected.poll() == null) {
            throw new AssertionError("H3: a frame came twice, late, or changed: number=" + Frames.number(frame));
        }
    }

    /** Whether it carries the sender's mark wherever the hostile guest cannot have lied it in. */
    private boolean isMarked(byte[] frame) {
        int at = HostileFrames.LIED_IN;
        while (at < Math.min(frame.length, SHORTEST - Integer.BYTES) && frame[at] == mark) {
            at++;
        }
        return at == SHORTEST - Integer.BYTES;
    }

    /** Frames that did not arrive; to be asked when nothing is under way. */
    long missing() {
        missing += expected.size();
        expected.clear();
        return missing;
    }
}
