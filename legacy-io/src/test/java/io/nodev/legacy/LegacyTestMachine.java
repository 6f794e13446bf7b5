package io.nodev.legacy;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.VbdControl;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.legacy.vif.Vif;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.DriverPort;
import io.nodev.tck.harness.GuestPort;
import io.nodev.tck.harness.HostPort;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.VifHostPort;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A legacy machine whose rings a test drives. */
final class LegacyTestMachine extends HypervisorMachine {
    private final LegacyMachine machine;
    private final Map<Integer, RawVif> vifs = new HashMap<>();
    private final Map<Integer, LegacyBlockPort> blocks = new HashMap<>();
    private final Map<Integer, HostileGuest> hostile = new HashMap<>();
    private HostPort host;

    private LegacyTestMachine(Bench bench, LegacyMachine machine) {
        super(bench);
        this.machine = machine;
    }

    /** Takes over a machine that was booted on a bench without network drivers. */
    static LegacyTestMachine of(Bench bench, LegacyMachine machine) {
        LegacyTestMachine test = new LegacyTestMachine(bench, machine);
        bench.topology().domains().forEach(test::open);
        bench.topology().domains().stream()
                .filter(domain -> !domain.vbds().isEmpty())
                .map(DomainSpec::id)
                .forEach(test::openBlocks);
        test.settle();
        test.host = test.hasVif(0, 0) ? new VifHostPort(test, test.vif(0, 0)) : null;
        return test;
    }

    /** Takes over a machine that was booted on a bench with network drivers. */
    static LegacyTestMachine withDrivers(Bench bench, LegacyMachine machine) {
        return new LegacyTestMachine(bench, machine);
    }

    private void open(DomainSpec domain) {
        List<Vif> own = machine.network().all().stream()
                .filter(vif -> vif.domain().id() == domain.id())
                .toList();
        if (!own.isEmpty()) {
            List<LegacyRawVif> raw = onDomain(domain.id(), () -> LegacyRawVif.open(this, kernel(domain.id()), own));
            raw.forEach(vif -> vifs.put(Endpoint.vif(domain.id(), vif.index()), vif));
        }
    }

    private void openBlocks(int domain) {
        blocks.put(domain, onDomain(domain, () -> LegacyBlockPort.open(this, kernel(domain))));
    }

    @Override
    public RawBlockPort block(int domain) {
        if (!blocks.containsKey(domain)) {
            throw new IllegalArgumentException("no VBD, or a driver has its ring: domain=" + domain);
        }
        return blocks.get(domain);
    }

    @Override
    public BlockDevices blockDevices(int domain) {
        return machine.blockDevices(domain);
    }

    @Override
    public VbdControl vbds() {
        return machine.vbds();
    }

    @Override
    public Hypervisor hypervisor() {
        return machine.hypervisor();
    }

    @Override
    protected Scheduler scheduler() {
        return machine.scheduler();
    }

    @Override
    public GuestKernel kernel(int domain) {
        return machine.kernel(domain);
    }

    @Override
    public GuestPort guest(int domain, int index) {
        return new DriverPort(this, domain, machine.networkDevices(domain).get(index));
    }

    @Override
    public boolean hasHost() {
        return host != null;
    }

    @Override
    public HostPort host() {
        if (host == null) {
            throw new IllegalStateException("domain 0 has no vif: vifs=0");
        }
        return host;
    }

    @Override
    public boolean hasVif(int domain, int index) {
        if (vifs.isEmpty()) {
            return index < machine.networkDevices(domain).size();
        }
        return index < Endpoint.VIFS_PER_DOMAIN && vifs.containsKey(Endpoint.vif(domain, index));
    }

    @Override
    public RawVif vif(int domain, int index) {
        if (vifs.isEmpty() || !hasVif(domain, index)) {
            throw new IllegalArgumentException("there is no such vif: vif=" + domain + "/" + index);
        }
        return vifs.get(Endpoint.vif(domain, index));
    }

    @Override
    public HostileGuest hostile(int domain) {
        return hostile.computeIfAbsent(
                domain,
                id -> onDomain(
                        id, () -> new LegacyHostileGuest(this, machine, (LegacyRawVif) vif(id, 0), blocks.get(id))));
    }

    @Override
    public void destroyDomain(int domain) {
        machine.destroyDomain(domain);
    }

    @Override
    public int writeRule(String line) {
        byte[] text = line.getBytes(StandardCharsets.ISO_8859_1);
        return onDomain(0, () -> machine.vfrFile(0).write(text));
    }

    @Override
    public void close() {
        machine.close();
    }
}
