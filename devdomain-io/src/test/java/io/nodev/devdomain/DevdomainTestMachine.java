package io.nodev.devdomain;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.VbdControl;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.BridgePortStats;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.DriverPort;
import io.nodev.tck.harness.FramePolicy;
import io.nodev.tck.harness.GuestPort;
import io.nodev.tck.harness.HostPort;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.VifCounters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A device-domain machine whose guests' rings a test drives. Its domain 0 is the device domain. */
final class DevdomainTestMachine extends HypervisorMachine {
    private static final int STRIDE = 1 << 16;
    private static final int STATUS_TAKEN = 0;

    private final DeviceDomainMachine machine;
    private final Map<Integer, DevdomainRawVif> vifs = new HashMap<>();
    private final Map<Integer, DevdomainBlockPort> blocks = new HashMap<>();
    private final Map<Integer, HostileGuest> hostile = new HashMap<>();

    private DevdomainTestMachine(Bench bench, DeviceDomainMachine machine) {
        super(bench);
        this.machine = machine;
    }

    /** Takes over a machine that was booted on a bench without network drivers. */
    static DevdomainTestMachine of(Bench bench, DeviceDomainMachine machine) {
        DevdomainTestMachine test = new DevdomainTestMachine(bench, machine);
        bench.topology().domains().stream()
                .map(DomainSpec::id)
                .filter(id -> machine.deviceDomain(id) == null)
                .forEach(test::open);
        test.settle();
        test.vifs.values().stream().filter(vif -> !vif.isConnected()).forEach(vif -> {
            throw new IllegalStateException("not connected: vif=" + vif.domain() + "/" + vif.index());
        });
        test.blocks.values().stream().filter(port -> !port.isConnected()).forEach(port -> {
            throw new IllegalStateException("no block ring: domain=" + port.domain());
        });
        return test;
    }

    /** Takes over a machine that was booted on a bench with network drivers. */
    static DevdomainTestMachine withDrivers(Bench bench, DeviceDomainMachine machine) {
        return new DevdomainTestMachine(bench, machine);
    }

    private void open(int id) {
        RunningDomain domain = machine.running(id);
        boolean hasBlocks = !topology().domain(id).vbds().isEmpty();
        RawFrontends raw = onDomain(id, () -> RawFrontends.open(this, domain, hasBlocks));
        if (hasBlocks) {
            blocks.put(id, raw.block());
        }
        for (DevdomainRawVif vif : raw.vifs()) {
            int backend = domain.backendOf(vif.index());
            vif.countedBy(() -> counters(backend, id, vif.index()));
            vifs.put(key(id, vif.index()), vif);
        }
    }

    private static int key(int domain, int index) {
        return index * STRIDE + domain;
    }

    private VifCounters counters(int backend, int domain, int index) {
        NetbackInterface served = machine.deviceDomain(backend).netback().find(domain, index);
        BridgePortStats bridge = served.bridgePort().stats();
        long dropped = served.stats().drops(DropReason.NO_RECEIVE_BUFFER);
        return new VifCounters(bridge.receivedFrames(), bridge.sentFrames() - dropped, dropped);
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
        return machine.running(domain).kernel();
    }

    @Override
    public GuestPort guest(int domain, int index) {
        return new DriverPort(this, domain, machine.networkDevices(domain).get(index));
    }

    @Override
    public void stopBackend(int domain) {
        machine.stopBackend(machine.running(domain).backendOf(0));
    }

    @Override
    public void startBackend(int domain) {
        start(machine.running(domain).backendOf(0));
    }

    @Override
    public void stopBlockBackend(int domain) {
        machine.stopBackend(blockBackend(domain));
    }

    @Override
    public void startBlockBackend(int domain) {
        start(blockBackend(domain));
    }

    private int blockBackend(int domain) {
        return topology().domain(domain).vbds().get(0).backend();
    }

    private void start(int backend) {
        if (machine.hypervisor().domains().find(backend) == null) {
            machine.restartDeviceDomain(backend);
        } else {
            machine.startBackend(backend);
        }
    }

    @Override
    public Optional<FramePolicy> policy() {
        IntPredicate isDeviceDomain = domain -> machine.deviceDomain(domain) != null;
        return topology().domains().stream()
                .map(DomainSpec::id)
                .filter(isDeviceDomain::test)
                .findFirst()
                .flatMap(owner -> FirewallPolicy.of(
                        machine.firewallListing(owner), machine.cards().get(0).name(), isDeviceDomain))
                .map(FramePolicy.class::cast);
    }

    @Override
    public boolean hasHost() {
        return machine.deviceDomain(0) != null;
    }

    @Override
    public HostPort host() {
        if (!hasHost()) {
            throw new IllegalStateException("domain 0 is no device domain: domain=0");
        }
        return new BridgeHostPort();
    }

    @Override
    public boolean hasVif(int domain, int index) {
        if (vifs.isEmpty()) {
            return machine.deviceDomain(domain) == null
                    && index < machine.networkDevices(domain).size();
        }
        return vifs.containsKey(key(domain, index));
    }

    @Override
    public RawVif vif(int domain, int index) {
        if (vifs.isEmpty() || !hasVif(domain, index)) {
            throw new IllegalArgumentException("there is no such vif: vif=" + domain + "/" + index);
        }
        return vifs.get(key(domain, index));
    }

    @Override
    public HostileGuest hostile(int domain) {
        return hostile.computeIfAbsent(
                domain,
                id -> onDomain(
                        id,
                        () -> new DevdomainHostileGuest(this, machine, (DevdomainRawVif) vif(id, 0), blocks.get(id))));
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

    /** The bridge's own port. */
    private final class BridgeHostPort implements HostPort {
        private static final int BUDGET = 256;

        private VirtualNetworkDevice device() {
            return machine.networkDevices(0).get(0);
        }

        @Override
        public MacAddress address() {
            byte[] octets = new byte[MacAddress.LENGTH];
            device().copyAddress(octets, 0);
            return MacAddress.of(octets, 0);
        }

        @Override
        public int send(byte[] frame) {
            boolean taken = onDomain(0, () -> device().transmit(frame, 0, frame.length));
            settle();
            if (!taken) {
                throw new IllegalStateException("the bridge has no buffer left: length=" + frame.length);
            }
            return STATUS_TAKEN;
        }

        @Override
        public List<byte[]> takeReceived() {
            return onDomain(0, () -> {
                List<byte[]> frames = new ArrayList<>();
                device().receive(
                                (bytes, offset, length) ->
                                        frames.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                                BUDGET);
                return frames;
            });
        }
    }
}
