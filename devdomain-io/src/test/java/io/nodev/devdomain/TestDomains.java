package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.domain.MemoryLayout;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.time.ManualClock;
import java.util.Map;
import java.util.TreeMap;

/** Domains with nothing but a kernel, for tests of what runs in them. */
public final class TestDomains {
    private static final int FRAMES = 16_384;

    private final ManualClock clock = new ManualClock(0);
    private final Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(FRAMES), clock);
    private final CooperativeScheduler scheduler = new CooperativeScheduler(clock, hypervisor.timers());
    private final HypercallTable table = DeviceDomainHypercalls.table(
            new CoreHypercalls(hypervisor, new EmergencyConsole(hypervisor, "devdomain-io")));
    private final Map<Integer, GuestKernel> kernels = new TreeMap<>();

    public TestDomains() {
        hypervisor.addStop(scheduler::remove);
    }

    public Hypervisor hypervisor() {
        return hypervisor;
    }

    public ManualClock clock() {
        return clock;
    }

    /** A domain with memory and mappings enough for drivers; 0 is privileged. It has no turns before {@link #run}. */
    public GuestKernel add(int id) {
        Domain domain = hypervisor.createDomain(
                new DomainConfig(id, "domain " + id, id == 0, new MemoryLayout(2048, 2048), id == 0));
        GuestKernel kernel = new GuestKernel(new HypercallGate(domain, table));
        kernels.put(id, kernel);
        return kernel;
    }

    public Domain domain(int id) {
        return hypervisor.domains().find(id);
    }

    /** Gives all domains turns until none has anything to do. */
    public void run() {
        kernels.forEach((id, kernel) -> {
            if (domain(id) != null) {
                scheduler.add(domain(id), kernel);
            }
        });
        kernels.clear();
        settle();
    }

    public void settle() {
        if (!scheduler.runUntilIdle(300_000_000_000L)) {
            throw new AssertionError("the domains did not come to rest");
        }
    }
}
