package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.HostPort;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.UnsupportedCapabilityException;
import io.nodev.tck.ledger.LedgerExtension;
import io.nodev.tck.ledger.Observations;
import io.nodev.tck.ledger.ObservingTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * What every contract class of the suite has: a harness, machines that are closed after the test, capabilities, and
 * observations for the ledger. Each contract runs under every scheduler.
 */
@ParameterizedClass
@EnumSource(SchedulerKind.class)
@ExtendWith(LedgerExtension.class)
public abstract class IoStackTck implements ObservingTest {
    /** Status of a request that was taken. */
    static final int OK = 0;

    @Parameter
    SchedulerKind scheduler;

    private final Observations observations = new Observations();
    private final List<MachineUnderTest> booted = new ArrayList<>();
    private IoStackHarness harness;

    /** For contracts. */
    protected IoStackTck() {}

    /** Makes the harness of the stack to be tested. */
    protected abstract IoStackHarness newHarness();

    @Override
    public final SchedulerKind scheduler() {
        return scheduler;
    }

    @Override
    public final Observations observations() {
        return observations;
    }

    @AfterEach
    final void closeMachines() {
        booted.forEach(MachineUnderTest::close);
    }

    /** The stack's harness. */
    final IoStackHarness harness() {
        if (harness == null) {
            harness = newHarness();
        }
        return harness;
    }

    /** Boots the machine that this run is about: the standard one, or the only one that the harness boots. */
    final MachineUnderTest boot() {
        Topology standard = Topology.standard(scheduler);
        return start(harness().only().map(only -> only.withScheduler(scheduler)).orElse(standard));
    }

    /** Boots a machine that differs from the standard one, for a test that needs just that. */
    final MachineUnderTest boot(UnaryOperator<Topology> change) {
        if (harness().only().isPresent()) {
            throw notExercised("the rule needs another machine than this one");
        }
        return start(change.apply(Topology.standard(scheduler)));
    }

    /** Boots the machine that this run is about with the stack's own drivers in its guests. */
    final MachineUnderTest bootWithDrivers() {
        Topology standard = Topology.standard(scheduler);
        return settled(harness()
                .bootWithDrivers(harness()
                        .only()
                        .map(only -> only.withScheduler(scheduler))
                        .orElse(standard)));
    }

    /** Boots a machine that differs from the standard one with the stack's own drivers in its guests. */
    final MachineUnderTest bootWithDrivers(UnaryOperator<Topology> change) {
        if (harness().only().isPresent()) {
            throw notExercised("the rule needs another machine than this one");
        }
        return settled(harness().bootWithDrivers(change.apply(Topology.standard(scheduler))));
    }

    private MachineUnderTest start(Topology topology) {
        return settled(harness().boot(topology));
    }

    private MachineUnderTest settled(MachineUnderTest machine) {
        booted.add(machine);
        machine.settle();
        return machine;
    }

    /** Two guests of a machine that may talk to each other. */
    final Conversation conversation(MachineUnderTest machine) {
        return Conversations.of(machine, harness().oracle(machine.topology()))
                .between()
                .orElseThrow(() -> notExercised("no two guests may talk to each other"));
    }

    /** Domain 0's own port. */
    static HostPort host(MachineUnderTest machine) {
        if (!machine.hasHost()) {
            throw notExercised("domain 0 has no interface");
        }
        return machine.host();
    }

    /** The domain at a place in the machine's order, or its last. */
    static int domainAt(MachineUnderTest machine, int place) {
        List<DomainSpec> domains = machine.topology().domains();
        return domains.get(Math.min(place, domains.size() - 1)).id();
    }

    /** Whether the stack has a capability. */
    final boolean supports(StackCapability capability) {
        return !harness().lacks().contains(capability);
    }

    /** The status in a ring of a request that is refused for its form. */
    final int refused() {
        return supports(StackCapability.RING_STATUS_CODES) ? 1 : -1;
    }

    /** Tests what a stack with a capability does, or what one without it does instead. */
    final void whenSupported(StackCapability capability, Runnable action, Runnable alternative) {
        if (supports(capability)) {
            action.run();
        } else {
            observations.refuse();
            observe("lacks " + capability.id());
            alternative.run();
        }
    }

    /** Tests that an operation is refused by the name of what is lacking. */
    static void assertRefused(StackCapability capability, Runnable operation) {
        UnsupportedCapabilityException refusal =
                catchThrowableOfType(UnsupportedCapabilityException.class, operation::run);
        assertThat(refusal).as("the refusal of %s", capability.id()).isNotNull();
        assertThat(refusal.capability()).isEqualTo(capability);
        assertThat(refusal).hasMessageContaining(capability.id());
    }

    /** Notes what was seen, in words that do not depend on the run. */
    final void observe(String format, Object... values) {
        observations.add(String.format(format, values));
    }

    /** A page of a domain's memory that its own system does not use, for the argument of a hypercall. */
    static int lastPage(HypercallGate gate) {
        int pages = gate.layout().memoryPages();
        return gate.layout().memoryBase() + (pages - 1) * MachineMemory.PAGE_SIZE;
    }

    /** What to throw when a machine offers no occasion for a test. */
    static TestAbortedException notExercised(String because) {
        return new TestAbortedException("not-exercised, because " + because);
    }
}
