package io.nodev.common.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A backend takes a request and answers over it, while the frontend collects what it sees. */
@JCStressTest
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "No answer was there yet.")
@Outcome(id = "7", expect = ACCEPTABLE, desc = "The answer.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "The slot still holds the request: a stale read.")
@Outcome(expect = FORBIDDEN, desc = "Something that nobody wrote.")
@State
public class ResponseSlotStress {
    private final StressedRing ring = new StressedRing();

    /** A request is there. */
    public ResponseSlotStress() {
        ring.put(1);
        ring.front.pushRequests();
    }

    /** The backend. */
    @Actor
    public void back() {
        int request = ring.take();
        ring.answer(request + 6);
        ring.back.pushResponses();
    }

    /** The frontend. */
    @Actor
    public void front(I_Result result) {
        boolean answered = ring.front.unconsumedResponses() > 0;
        result.r1 = answered ? ring.memory.getInt(ring.front.nextResponse()) : -1;
    }
}
