package io.nodev.tck.harness;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.machine.VbdControl;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.time.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A booted machine that a test drives. One test thread. */
public interface MachineUnderTest extends AutoCloseable {
    /** What was booted. */
    Topology topology();

    /** The machine's time, which stands still unless a test moves it. */
    ManualClock clock();

    /** The end of the NIC's wire. */
    WireTap wire();

    /** Whether domain 0 has an interface. */
    boolean hasHost();

    /**
     * Domain 0's own port.
     *
     * @throws IllegalStateException if it has none
     */
    HostPort host();

    /** What the machine lets pass by a policy of its own; empty if that is everything. */
    default Optional<FramePolicy> policy() {
        return Optional.empty();
    }

    /** Whether a vif was created. */
    boolean hasVif(int domain, int index);

    /**
     * A vif of a domain that is not the device domain.
     *
     * @throws IllegalArgumentException if there is none
     */
    RawVif vif(int domain, int index);

    /**
     * An interface of a guest, in a machine that was booted with drivers.
     *
     * @throws IllegalStateException if it was booted without
     */
    default GuestPort guest(int domain, int index) {
        throw new IllegalStateException("the machine was booted without drivers: vif=" + domain + "/" + index);
    }

    /**
     * The block ring of a domain that has VBDs, in a machine that was booted without drivers.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BLOCK_DEVICES}
     */
    default RawBlockPort block(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BLOCK_DEVICES);
    }

    /**
     * The block devices of a guest, in a machine that was booted with drivers; to be used in its domain's turns.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BLOCK_DEVICES}
     */
    default BlockDevices blockDevices(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BLOCK_DEVICES);
    }

    /**
     * What changes VBDs while the machine runs.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BLOCK_DEVICES}
     */
    default VbdControl vbds() {
        throw new UnsupportedCapabilityException(StackCapability.BLOCK_DEVICES);
    }

    /**
     * Stops what moves the frames of a guest, or of all guests.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BACKEND_RESTART}
     */
    default void stopBackend(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BACKEND_RESTART);
    }

    /**
     * Starts again what was stopped or failed.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BACKEND_RESTART}
     */
    default void startBackend(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BACKEND_RESTART);
    }

    /**
     * Stops what serves the VBDs of a guest, or of all guests.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BACKEND_RESTART}
     */
    default void stopBlockBackend(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BACKEND_RESTART);
    }

    /**
     * Starts that again.
     *
     * @throws UnsupportedCapabilityException if the stack lacks {@link StackCapability#BACKEND_RESTART}
     */
    default void startBlockBackend(int domain) {
        throw new UnsupportedCapabilityException(StackCapability.BACKEND_RESTART);
    }

    /**
     * Does something as a domain: under the cooperative scheduler at once, under the threaded one in that domain's turn.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    <T> T onDomain(int domain, Callable<T> action);

    /**
     * Has something done in a domain's turn when the machine runs next. What comes out of it comes out of that turn.
     *
     * @throws IllegalArgumentException if there is no such domain
     */
    void inTurnOf(int domain, Runnable action);

    /** As {@link #onDomain}, with the door to the domain's hypercalls and memory. */
    <T> T call(int domain, Function<HypercallGate, T> action);

    /** Counts the upcalls taken for a port of a domain from now on. */
    void countUpcalls(int domain, int port);

    /** Upcalls taken for a port since {@link #countUpcalls}. */
    int upcalls(int domain, int port);

    /**
     * Lets the machine run until nothing is left to do at the present time.
     *
     * @throws AssertionError if it does not come to rest, or stopped
     */
    void settle();

    /** Kills a domain. */
    void destroyDomain(int domain);

    /** Pages that a domain owns. */
    int pagesOwned(int domain);

    /**
     * Writes to the rule file as domain 0 does.
     *
     * @param line one write, with or without a newline
     * @return what the write returned
     */
    int writeRule(String line);

    /** The rules as PRINT shows them, newest first, each by label; none if there is no rule list. */
    List<Map<String, String>> rules();

    @Override
    void close();
}
