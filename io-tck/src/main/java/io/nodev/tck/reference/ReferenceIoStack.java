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
    private static final Set<StackCapability> HAS =
            EnumSet.of(StackCapability.DROP_COUNTERS, StackCapability.BACKEND_RESTART, StackCapability.BLOCK_DEVICES);

    private final ReferenceMachine.VifFactory factory;
    private final ReferenceMachine.BlockFactory blocks;

    /** The stack as it is right. */
    public ReferenceIoStack() {
        this(ReferenceVif::new, ReferenceBlockPort::new);
    }

    /** The stack with other vifs. */
    ReferenceIoStack(ReferenceMachine.VifFactory factory) {
        this(factory, ReferenceBlockPort::new);
    }

    /** The stack with other vifs and other block rings. */
    ReferenceIoStack(ReferenceMachine.VifFactory factory, ReferenceMachine.BlockFactory blocks) {
        this.factory = factory;
        this.blocks = blocks;
    }

    /** The stack with other block rings. */
    static ReferenceIoStack withBlocks(ReferenceMachine.BlockFactory blocks) {
        return new ReferenceIoStack(ReferenceVif::new, blocks);
    }

    @Override
    public String stack() {
        return "reference";
    }

    @Override
    public Set<StackCapability> lacks() {
        return EnumSet.complementOf(EnumSet.copyOf(HAS));
    }

    @Override
    public MachineUnderTest boot(Topology topology) {
        return new ReferenceMachine(Bench.around(topology, "eth0"), factory, blocks);
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
