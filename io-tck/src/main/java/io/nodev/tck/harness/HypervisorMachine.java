package io.nodev.tck.harness;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.time.ManualClock;
import io.nodev.tck.disk.DiskUnderTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** What machines under test have in common whose domains live on this project's hypervisor. */
public abstract class HypervisorMachine implements MachineUnderTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    private final Bench bench;
    private final Map<Integer, Map<Integer, AtomicInteger>> upcalls = new ConcurrentHashMap<>();

    /**
     * What a test puts round a machine before it is booted.
     *
     * @param topology to be booted
     * @param clock the machine's time
     * @param wire at its NIC
     * @param guests what runs in each domain, by id
     * @param console takes the text of the emergency console
     */
    public record Bench(
            Topology topology, ManualClock clock, WireTap wire, Map<Integer, GuestTasks> guests, ConsoleText console) {
        /** A bench for a machine whose NIC has the name. */
        public static Bench around(Topology topology, String nicName) {
            Map<Integer, GuestTasks> guests = new ConcurrentHashMap<>();
            topology.domains().forEach(domain -> guests.put(domain.id(), new GuestTasks()));
            WireTap wire = new WireTap(nicName, topology.nic());
            return new Bench(topology, new ManualClock(TimeUnit.SECONDS.toNanos(1)), wire, guests, new ConsoleText());
        }

        /** What a machine is booted with so that it stands on the bench. To be called once for a boot: disks start over. */
        public MachineOptions options() {
            MachineOptions options = MachineOptions.defaults()
                    .withScheduler(topology.scheduler())
                    .withClock(clock)
                    .withConsole(console)
                    .withCard(wire.card());
            for (int id : guests.keySet()) {
                options = options.withGuest(id, () -> guests.get(id));
            }
            for (DiskUnderTest disk : topology.disks()) {
                options = options.withDisk(disk.next());
            }
            return options;
        }
    }

    /** The text of a console as it came. */
    public static final class ConsoleText implements Consumer<String> {
        private final StringBuffer text = new StringBuffer();

        /** No text yet. */
        public ConsoleText() {}

        @Override
        public void accept(String more) {
            text.append(more);
        }

        int length() {
            return text.length();
        }

        String from(int position) {
            return text.substring(position);
        }
    }

    /** A machine on a bench. */
    protected HypervisorMachine(Bench bench) {
        this.bench = bench;
    }

    /** The machine's hypervisor. */
    public abstract Hypervisor hypervisor();

    /** The machine's scheduler. */
    protected abstract Scheduler scheduler();

    /** The system of a living domain. */
    public abstract GuestKernel kernel(int domain);

    @Override
    public final Topology topology() {
        return bench.topology();
    }

    @Override
    public final ManualClock clock() {
        return bench.clock();
    }

    @Override
    public final WireTap wire() {
        return bench.wire();
    }

    private Domain living(int domain) {
        Domain found = hypervisor().domains().find(domain);
        if (found == null) {
            throw new IllegalArgumentException("there is no such domain: id=" + domain);
        }
        return found;
    }

    @Override
    public final void inTurnOf(int domain, Runnable action) {
        bench.guests().get(domain).later(action, living(domain)::wake);
    }

    @Override
    public final <T> T onDomain(int domain, Callable<T> action) {
        Domain found = living(domain);
        return topology().scheduler() == SchedulerKind.COOPERATIVE
                ? GuestTasks.atOnce(action)
                : bench.guests().get(domain).inTurn(action, found::wake);
    }

    @Override
    public final <T> T call(int domain, Function<HypercallGate, T> action) {
        return onDomain(domain, () -> action.apply(kernel(domain).gate()));
    }

    @Override
    public final void countUpcalls(int domain, int port) {
        AtomicInteger count = new AtomicInteger();
        upcalls.computeIfAbsent(domain, id -> new ConcurrentHashMap<>()).put(port, count);
        onDomain(domain, () -> {
            kernel(domain).onPort(port, count::incrementAndGet);
            return null;
        });
    }

    @Override
    public final int upcalls(int domain, int port) {
        return upcalls.get(domain).get(port).get();
    }

    @Override
    public void settle() {
        if (!scheduler().runUntilIdle(PATIENCE_NANOS)) {
            throw new AssertionError("the machine does not come to rest; its console says: "
                    + bench.console().from(0));
        }
    }

    /** What the emergency console has said so far. */
    public final String console() {
        return bench.console().from(0);
    }

    /**
     * A domain's vifs and whatever else it shares, to be driven by lies.
     *
     * @throws UnsupportedOperationException if the machine was not made for that
     */
    public HostileGuest hostile(int domain) {
        throw new UnsupportedOperationException("no guest of this machine lies: domain=" + domain);
    }

    @Override
    public final int pagesOwned(int domain) {
        return hypervisor().frames().owned(domain);
    }

    @Override
    public final List<Map<String, String>> rules() {
        int before = bench.console().length();
        writeRule("PRINT");
        settle();
        List<Map<String, String>> rules = new ArrayList<>();
        for (String line : bench.console().from(before).split("\n")) {
            int colon = line.indexOf(':');
            if (line.strip().equals("rule")) {
                rules.add(new LinkedHashMap<>());
            } else if (!rules.isEmpty() && line.startsWith("    ") && colon > 0) {
                rules.get(rules.size() - 1)
                        .put(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip());
            }
        }
        return rules;
    }
}
