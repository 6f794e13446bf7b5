package io.nodev.tck.ledger;

import io.nodev.common.machine.SchedulerKind;

/** A test as the ledger sees it. */
public interface ObservingTest {
    /** Who gives turns in this run. */
    SchedulerKind scheduler();

    /** What the test has seen so far. */
    Observations observations();
}
