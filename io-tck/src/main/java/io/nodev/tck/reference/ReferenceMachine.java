package io.nodev.tck.reference;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.DriverFault;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import io.nodev.tck.disk.DiskUnderTest;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.GuestPort;
import io.nodev.tck.harness.HostPort;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.RawBlockPort;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.VifSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Domains on the real hypervisor, round a {@link ReferenceSwitch}. */
final class ReferenceMachine extends HypervisorMachine {
    private static final int PAGES = 384;
    private static final int SPARE_FRAMES = 256;
    private static final int BUDGET = 64;

    private final Bench bench;
    private final VifFactory factory;
    private final BlockFactory blocks;
    private final Hypervisor hypervisor;
    private final Scheduler scheduler;
    private final HypercallTable table;
    private final ReferenceSwitch network = new ReferenceSwitch();
    private final List<Disk> disks;
    private final Map<Integer, Domain> domains = new HashMap<>();
    private final Map<Integer, GuestKernel> kernels = new HashMap<>();
    private final Map<String, ReferenceVif> vifs = new LinkedHashMap<>();
    private final Map<Integer, ServedBlockPort> blockPorts = new LinkedHashMap<>();
    private final Map<Integer, HostileGuest> hostile = new HashMap<>();
    private final Map<String, GuestPort> ports = new HashMap<>();
    private final List<byte[]> hostReceived = new ArrayList<>();
    private int onWire;

    /** Makes vifs, good or broken. */
    @FunctionalInterface
    interface VifFactory {
        ReferenceVif make(ReferenceMachine machine, int domain, int index, MacAddress address);
    }

    /** Makes block rings, good or broken. */
    @FunctionalInterface
    interface BlockFactory {
        ServedBlockPort make(ReferenceMachine machine, int domain, List<VbdConfig> vbds);
    }

    ReferenceMachine(Bench bench, VifFactory factory, BlockFactory blocks) {
        super(bench);
        this.blocks = blocks;
        this.bench = bench;
        this.factory = factory;
        this.disks = bench.topology().disks().stream().map(DiskUnderTest::next).toList();
        this.hypervisor = new Hypervisor(
                MemoryRegion.ofFrames(SPARE_FRAMES + bench.topology().domains().size() * 2 * PAGES), bench.clock());
        this.scheduler = bench.topology().scheduler() == SchedulerKind.COOPERATIVE
                ? new CooperativeScheduler(hypervisor.clock(), hypervisor.timers())
                : new ThreadedScheduler(hypervisor.clock(), hypervisor.timers());
        this.table = core(new CoreHypercalls(hypervisor, new EmergencyConsole(hypervisor, "reference")));
        bench.topology().domains().forEach(this::add);
        network.attach(bench.topology().nic(), hostReceived::add);
        network.attach(new MacAddress(0), this::toWire);
        wire().card().setPromiscuous(true);
    }

    private static HypercallTable core(CoreHypercalls core) {
        return HypercallTable.builder()
                .set(HypercallNumber.MMU_UPDATE, core.mmuUpdate())
                .set(HypercallNumber.SCHED_OP, core.schedOp())
                .set(HypercallNumber.DOM0_OP, core.dom0Op())
                .set(HypercallNumber.DOM_MEM_OP, core.domMemOp())
                .set(HypercallNumber.MULTICALL, core.multicall())
                .set(HypercallNumber.UPDATE_VA_MAPPING, core.updateVaMapping())
                .set(HypercallNumber.SET_TIMER_OP, core.setTimerOp())
                .set(HypercallNumber.GRANT_TABLE_OP, core.grantTableOp())
                .set(HypercallNumber.EVENT_CHANNEL_OP, core.eventChannelOp())
                .set(HypercallNumber.XEN_VERSION, core.xenVersion())
                .set(HypercallNumber.CONSOLE_IO, core.consoleIo())
                .build();
    }

    private void add(DomainSpec spec) {
        DomainConfig config =
                DomainConfig.ordinary(spec.id(), spec.name(), PAGES).withMappingPages(8);
        Domain domain = hypervisor.createDomain(spec.privileged() ? config.withPrivilege() : config);
        GuestKernel kernel = new GuestKernel(new HypercallGate(domain, table));
        kernel.addTask(bench.guests().get(spec.id())::run);
        domains.put(spec.id(), domain);
        kernels.put(spec.id(), kernel);
        scheduler.add(domain, kernel);
        if (!spec.vbds().isEmpty()) {
            blockPorts.put(spec.id(), blocks.make(this, spec.id(), spec.vbds()));
        }
        for (int index = 0; spec.id() != 0 && index < spec.vifs().size(); index++) {
            VifSpec vif = spec.vifs().get(index);
            MacAddress address = vif.address() != null
                    ? vif.address()
                    : VifMac.of(bench.topology().nic(), spec.id(), index, spec.name());
            ReferenceVif made = factory.make(this, spec.id(), index, address);
            vifs.put(key(spec.id(), index), made);
            network.attach(address, made::receive);
        }
    }

    private static String key(int domain, int index) {
        return domain + "/" + index;
    }

    /** Whether the wire keeps buffers. */
    boolean holdsWire() {
        return wire().holdsCompletions();
    }

    /** Carries a frame; returns whether the wire got it. */
    boolean carry(MacAddress from, byte[] frame) {
        int before = onWire;
        network.carry(from, frame);
        return onWire != before;
    }

    private void toWire(byte[] frame) {
        onWire++;
        wire().card().transmit(OutboundFrame.of(frame), 0);
    }

    private void fromWire(byte[] frame) {
        network.carry(new MacAddress(0), frame);
    }

    @Override
    public void settle() {
        boolean worked;
        do {
            worked = pollWire();
            for (ReferenceVif vif : List.copyOf(vifs.values())) {
                worked |= serve(vif);
            }
            for (ServedBlockPort port : blockPorts.values()) {
                worked |= port.serve();
            }
        } while (worked);
        super.settle();
    }

    private boolean serve(ReferenceVif vif) {
        try {
            return vif.serve();
        } catch (DriverFault fault) {
            stopBackend(vif.domain());
            return false;
        }
    }

    @Override
    public GuestPort guest(int domain, int index) {
        return ports.computeIfAbsent(key(domain, index), key -> new ReferencePort(vifs.get(key)));
    }

    @Override
    public void stopBackend(int domain) {
        vifs.values().forEach(ReferenceVif::disconnect);
    }

    /** Lets every vif have the frames of the next one: for a stack that is wrong in this. */
    void misconnect() {
        List<ReferenceVif> all = List.copyOf(vifs.values());
        for (int i = 0; i < all.size(); i++) {
            network.attach(all.get(i).address(), all.get((i + 1) % all.size())::receive);
        }
    }

    @Override
    public void startBackend(int domain) {
        vifs.values().forEach(ReferenceVif::connect);
    }

    private boolean pollWire() {
        List<byte[]> arrived = new ArrayList<>();
        wire().card()
                .poll(
                        new NicEvents() {
                            @Override
                            public void received(byte[] bytes, int offset, int length) {
                                arrived.add(Arrays.copyOfRange(bytes, offset, offset + length));
                            }

                            @Override
                            public void transmitted(int cookie) {}
                        },
                        BUDGET);
        arrived.forEach(this::fromWire);
        return !arrived.isEmpty();
    }

    /** The disks as this machine has them. */
    List<Disk> disks() {
        return disks;
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public GuestKernel kernel(int domain) {
        return kernels.get(domain);
    }

    @Override
    public boolean hasHost() {
        return true;
    }

    @Override
    public HostPort host() {
        return new HostPort() {
            @Override
            public MacAddress address() {
                return bench.topology().nic();
            }

            @Override
            public int send(byte[] frame) {
                carry(address(), frame);
                settle();
                return 0;
            }

            @Override
            public List<byte[]> takeReceived() {
                List<byte[]> all = List.copyOf(hostReceived);
                hostReceived.clear();
                return all;
            }
        };
    }

    @Override
    public boolean hasVif(int domain, int index) {
        return vifs.containsKey(key(domain, index));
    }

    @Override
    public RawVif vif(int domain, int index) {
        if (!hasVif(domain, index)) {
            throw new IllegalArgumentException("there is no such vif: vif=" + key(domain, index));
        }
        return vifs.get(key(domain, index));
    }

    @Override
    public RawBlockPort block(int domain) {
        return blockPorts.get(domain);
    }

    @Override
    public HostileGuest hostile(int domain) {
        return hostile.computeIfAbsent(domain, this::makeHostile);
    }

    private HostileGuest makeHostile(int domain) {
        if (!(vifs.get(key(domain, 0)) instanceof SharedVif vif)) {
            return super.hostile(domain);
        }
        return blockPorts.get(domain) instanceof SharedBlockPort block ? new SharedGuest(vif, block) : vif;
    }

    @Override
    public void destroyDomain(int id) {
        scheduler.remove(domains.get(id));
        hypervisor.destroyDomain(domains.get(id));
        vifs.values().stream().filter(vif -> vif.domain() == id).forEach(vif -> network.detach(vif.address()));
        vifs.values().removeIf(vif -> vif.domain() == id);
        blockPorts.remove(id);
    }

    @Override
    public int writeRule(String line) {
        return line.length();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
