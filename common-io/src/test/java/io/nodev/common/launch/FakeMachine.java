package io.nodev.common.launch;

import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestTask;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A machine with a real hypervisor, scheduler and NIC, whose interfaces are queues: a packet goes to the interface that has
 * its destination address; to domain 0 if it came from the wire, else to the wire. Of ethertype 0x88cc none is taken; one
 * of ethertype 0x9000 is taken after 10 ms of the machine's time.
 */
final class FakeMachine implements Machine {
    static final String[] ADDRESSES = {"00:02:b3:9d:1f:aa", "aa:00:00:00:00:0b", "aa:00:00:00:00:0c"};

    private static final long CONNECT_NANOS = 5_000_000;

    private final Hypervisor hypervisor;
    private final EmergencyConsole console;
    private final Scheduler scheduler;
    private final NetworkCard card;
    private final List<FakeVif> vifs = new ArrayList<>();
    private final boolean connects;
    boolean closed;

    private FakeMachine(MachineOptions options, boolean connects) {
        this.connects = connects;
        hypervisor = new Hypervisor(MemoryRegion.ofFrames(512), options.clock());
        scheduler = options.scheduler() == SchedulerKind.COOPERATIVE
                ? new CooperativeScheduler(hypervisor.clock(), hypervisor.timers())
                : new ThreadedScheduler(hypervisor.clock(), hypervisor.timers());
        CaptureCard described = new CaptureCard("eth0", MacAddress.parse(ADDRESSES[0]), () -> 0);
        described.setPromiscuous(true);
        card = options.card(described);
        card.setInterrupt(scheduler.addHypervisorWork("eth0", this::poll));
        scheduler.onCrash((domain, cause) -> hypervisor.destroyDomain(domain));
        console = new EmergencyConsole(hypervisor, architecture().id());
        console.addSerial(options.console()::accept);
        console.line("(fake) booted");
        for (int id = 0; id < ADDRESSES.length; id++) {
            addDomain(id, options.guest(id, IdleGuest::new));
        }
    }

    static FakeMachine boot(MachineOptions options) {
        return new FakeMachine(options, true);
    }

    /** Its interfaces wait for ever. */
    static FakeMachine neverConnected(MachineOptions options) {
        return new FakeMachine(options, false);
    }

    private void addDomain(int id, Supplier<? extends Guest> guest) {
        Domain domain = hypervisor.createDomain(DomainConfig.ordinary(id, "d" + id, 16));
        FakeVif vif = new FakeVif(MacAddress.parse(ADDRESSES[id]), domain::wake, this::route);
        vifs.add(vif);
        if (connects) {
            hypervisor.timers().schedule(CONNECT_NANOS, vif::connect);
        }
        scheduler.add(domain, new GuestTask(guest.get(), new Environment(domain, vif)));
    }

    private record Environment(Domain of, FakeVif vif) implements GuestEnvironment {
        @Override
        public BlockDevices blockDevices() {
            return new NoBlockDevices();
        }

        @Override
        public int domain() {
            return of.id();
        }

        @Override
        public String name() {
            return of.name();
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public List<VirtualNetworkDevice> networkDevices() {
            return List.of(vif);
        }

        @Override
        public void log(String line) {}
    }

    private boolean poll(int budget) {
        return card.poll(
                        new NicEvents() {
                            @Override
                            public void received(byte[] bytes, int offset, int length) {
                                deliver(java.util.Arrays.copyOfRange(bytes, offset, offset + length), 0);
                            }

                            @Override
                            public void transmitted(int cookie) {}
                        },
                        budget)
                == budget;
    }

    /** What an interface sent; returns its status. */
    private synchronized int route(FakeVif from, byte[] packet) {
        int type = (packet[12] & 0xFF) << 8 | packet[13] & 0xFF;
        if (type == 0x88cc) {
            from.drop(DropReason.UNSUPPORTED_PROTOCOL);
            return 1;
        }
        if (type == 0x9000) {
            hypervisor.timers().schedule(hypervisor.clock().nanos() + 10_000_000, () -> deliver(packet, -1));
        } else {
            deliver(packet, -1);
        }
        return 0;
    }

    private synchronized void deliver(byte[] packet, int otherwise) {
        MacAddress destination = MacAddress.of(packet, 0);
        for (FakeVif vif : vifs) {
            if (vif.address().equals(destination)) {
                vif.take(packet);
                return;
            }
        }
        if (otherwise >= 0) {
            vifs.get(otherwise).take(packet);
        } else {
            card.transmit(OutboundFrame.of(packet), 0);
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Architecture architecture() {
        return Architecture.LEGACY;
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public EmergencyConsole console() {
        return console;
    }

    @Override
    public List<NetworkCard> cards() {
        return List.of(card);
    }

    @Override
    public HypercallGate gate(int domain) {
        throw new UnsupportedOperationException("no hypercalls here");
    }

    @Override
    public List<VirtualNetworkDevice> networkDevices(int domain) {
        return List.of(vifs.get(domain));
    }

    @Override
    public List<PortReport> vifs() {
        List<PortReport> reports = new ArrayList<>();
        for (int id = 0; id < vifs.size(); id++) {
            reports.add(vifs.get(id).report("vif" + id + ".0"));
        }
        return reports;
    }

    @Override
    public List<PortReport> nics() {
        SortedMap<DropReason, Long> drops = new TreeMap<>();
        if (card.stats().filtered() != 0) {
            drops.put(DropReason.FILTERED, card.stats().filtered());
        }
        return List.of(new PortReport(
                "eth0",
                card.stats().framesOut(),
                card.stats().bytesOut(),
                new TreeMap<>(),
                card.stats().framesIn(),
                card.stats().bytesIn(),
                drops));
    }

    @Override
    public void destroyDomain(int domain) {
        throw new UnsupportedOperationException("nobody dies here");
    }

    @Override
    public void close() {
        scheduler.close();
        closed = true;
    }
}
