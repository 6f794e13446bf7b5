package io.nodev.common.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A backend answers a request while the frontend sets its threshold to that answer and is about to sleep. */
@JCStressTest
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Nobody is notified and the frontend sleeps: a lost wake-up.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The frontend sleeps and is notified.")
@Outcome(
        id = "false, true",
        expect = ACCEPTABLE,
        desc = "The frontend saw the answer by itself; a notification is saved.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The frontend saw it, and is notified for nothing.")
@State
public class ResponseHoldOffStress {
    private final StressedRing ring = new StressedRing();

    /** A request was taken. */
    public ResponseHoldOffStress() {
        ring.put(1);
        ring.front.pushRequests();
        ring.take();
    }

    /** The backend. */
    @Actor
    public void back(ZZ_Result result) {
        ring.answer(1);
        result.r1 = ring.back.pushResponses();
    }

    /** The frontend. */
    @Actor
    public void front(ZZ_Result result) {
        result.r2 = ring.front.awaitResponse(1);
    }
}
