package io.nodev.common.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A frontend puts a second request while the backend is done with the first and about to sleep. */
@JCStressTest
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Nobody is notified and the backend sleeps: a lost wake-up.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The backend sleeps and is notified.")
@Outcome(
        id = "false, true",
        expect = ACCEPTABLE,
        desc = "The backend saw the request by itself; a notification is saved.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The backend saw it, and is notified for nothing.")
@State
public class RequestHoldOffStress {
    private final StressedRing ring = new StressedRing();

    /** The first request is there. */
    public RequestHoldOffStress() {
        ring.put(1);
        ring.front.pushRequests();
    }

    /** The frontend. */
    @Actor
    public void front(ZZ_Result result) {
        ring.put(2);
        result.r1 = ring.front.pushRequests();
    }

    /** The backend. */
    @Actor
    public void back(ZZ_Result result) {
        ring.take();
        result.r2 = ring.back.showProgress();
    }
}
