package io.nodev.tck.reference;

import io.nodev.tck.harness.HypervisorMachine.Bench;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import java.util.EnumSet;
import java.util.Set;

/** The reference stack, which has drop counters and can be restarted, and lacks everything else that is not common. */
public final class ReferenceIoStack implements IoStackHarness {
    private final ReferenceMachine.VifFactory factory;

    /** The stack as it is right. */
    public ReferenceIoStack() {
        this(ReferenceVif::new);
    }

    /** The stack with other vifs. */
    ReferenceIoStack(ReferenceMachine.VifFactory factory) {
        this.factory = factory;
    }

    @Override
    public String stack() {
        return "reference";
    }

    @Override
    public Set<StackCapability> lacks() {
        return EnumSet.complementOf(EnumSet.of(StackCapability.DROP_COUNTERS, StackCapability.BACKEND_RESTART));
    }

    @Override
    public MachineUnderTest boot(Topology topology) {
        return new ReferenceMachine(Bench.around(topology, "eth0"), factory);
    }

    /** {@inheritDoc} Its guests' driver is a vif whose buffers are always posted. */
    @Override
    public MachineUnderTest bootWithDrivers(Topology topology) {
        return boot(topology);
    }

    /** {@inheritDoc} That is there in any case: in the vif of the guest that lies. */
    @Override
    public IoStackHarness guarded() {
        return this;
    }
}
