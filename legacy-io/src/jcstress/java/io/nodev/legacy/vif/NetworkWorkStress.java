package io.nodev.legacy.vif;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two guests leave a mark each and ask for it to be seen to, the second as the first is about to leave. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both marks were seen to, by whoever was inside.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "A mark was overlooked: its guest would wait for ever.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "Both were.")
@State
public class NetworkWorkStress {
    private final AtomicBoolean first = new AtomicBoolean();
    private final AtomicBoolean second = new AtomicBoolean();
    private final NetworkWork work = new NetworkWork(this::round);

    /** Written inside the work only. */
    private int done;

    private boolean round() {
        done += first.getAndSet(false) ? 1 : 0;
        done += second.getAndSet(false) ? 1 : 0;
        return false;
    }

    /** One that enters as a push does. */
    @Actor
    public void pushes() {
        first.set(true);
        if (work.tryEnter()) {
            work.leave();
        } else {
            work.request();
        }
    }

    /** One that only asks, as a timer does. */
    @Actor
    public void asks() {
        second.set(true);
        work.request();
    }

    /** When both are done. */
    @Arbiter
    public void counted(I_Result result) {
        result.r1 = done;
    }
}
