package io.nodev.common.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A frontend puts two requests under one index while the backend takes what it sees. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing was there yet.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Both, as written.")
@Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "They came between the two looks.")
@Outcome(expect = FORBIDDEN, desc = "A slot was read that was not written yet, or half of what one index publishes.")
@State
public class RequestSlotStress {
    private final StressedRing ring = new StressedRing();

    /** The frontend. */
    @Actor
    public void front() {
        ring.put(1);
        ring.put(2);
        ring.front.pushRequests();
    }

    /** The backend. */
    @Actor
    public void back(II_Result result) {
        result.r1 = ring.back.hasRequest() ? ring.take() : -1;
        result.r2 = ring.back.hasRequest() ? ring.take() : -1;
    }
}
