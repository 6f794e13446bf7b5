package io.nodev.devdomain;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.GuestTask;
import io.nodev.common.kernel.KernelDevices;
import io.nodev.common.kernel.KernelEnvironment;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.packet.VifMac;
import io.nodev.devdomain.blkfront.Blkfront;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.controller.DomainController;
import io.nodev.devdomain.controller.RateChange;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.devdomain.netfront.Netfront;
import io.nodev.devdomain.netfront.NetfrontDriver;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.hypervisor.sched.Panic;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Brings a machine up: domains, the controller, then every domain's drivers and guest; and a device domain once more. */
final class MachineBoot {
    private final MachineOptions options;
    private final Hypervisor hypervisor;
    private final Scheduler scheduler;
    private final EmergencyConsole console;
    private final Hardware hardware;
    private final SortedMap<Integer, RunningDomain> running = new ConcurrentSkipListMap<>();
    private final SortedMap<Integer, DeviceDomain> deviceDomains = new ConcurrentSkipListMap<>();
    private final LoadedFirewalls firewalls = new LoadedFirewalls();
    private DebugKeys debugKeys;
    private MachinePlan machine;
    private Recovery recovery;
    private HypercallTable table;
    private DomainController controller;

    MachineBoot(
            MachineOptions options,
            Hypervisor hypervisor,
            Scheduler scheduler,
            EmergencyConsole console,
            Hardware hardware) {
        this.options = options;
        this.hypervisor = hypervisor;
        this.scheduler = scheduler;
        this.console = console;
        this.hardware = hardware;
    }

    MachineParts start(MachinePlan plan, HypercallTableFactory hypercalls) {
        machine = plan;
        table = hypercalls.table(new CoreHypercalls(hypervisor, console));
        recovery = new Recovery(
                hypervisor, console, deviceDomains, options.restarts().most());
        recovery.onMakeAnew(this::makeAnew);
        MachineParts parts = new MachineParts(
                hypervisor, scheduler, console, hardware, running, deviceDomains, firewalls, recovery, null);
        debugKeys = new DebugKeys(console, parts::vifs);
        debugKeys.addFirewalls(deviceDomains);
        watchOver();
        plan.domains().values().forEach(this::startDomain);
        running.values().forEach(each -> scheduler.add(each.domain(), each.kernel()));
        console.endBoot();
        return parts.controlledBy(controller);
    }

    /** A dead device domain once more, in a turn of the control domain; its hardware knows nothing of it. */
    private void makeAnew(int id) {
        hardware.reset(machine.owners().get(id), machine.disksOf(id));
        startDomain(machine.domains().get(id));
        RunningDomain made = running.get(id);
        scheduler.add(made.domain(), made.kernel());
    }

    /** What happens when a domain dies, crashes or hangs, when domain 0 does, and when the hypervisor fails. */
    private void watchOver() {
        hypervisor.addStop(scheduler::remove);
        hypervisor.addRuleTeardown(this::forget);
        hypervisor.onLateTurnsPagesFreed(recovery::pagesFreed);
        scheduler.onCrash((domain, cause) -> {
            console.line(domain + " crashed: " + cause);
            hypervisor.destroyCrashed(domain);
            recovery.crashed(domain);
        });
        if (scheduler instanceof ThreadedScheduler threaded) {
            threaded.onOverdue(recovery::hangs);
        }
        scheduler.onPanic(new Panic(console, options.halt()::accept));
        hypervisor.onHalt(status -> {
            scheduler.close();
            options.halt().accept(status);
        });
    }

    /** The controller is told when the dead domain's ports are closed, which is how it finds out whose death it was. */
    private void forget(Domain dead) {
        running.remove(dead.id());
        RunningDomain control = running.get(MachineParts.CONTROL_DOMAIN);
        if (control != null) {
            hypervisor.events().raise(control.domain(), Virq.DOMAIN_EXCEPTION);
        }
    }

    /** Domain 0 comes first, so that its controller is there to introduce itself and every other. */
    private void startDomain(DomainPlan plan) {
        Domain domain = hypervisor.createDomain(machine.sized().get(plan.id()));
        List<String> ownCards = machine.owners().get(plan.id());
        GuestKernel kernel = new GuestKernel(new HypercallGate(domain, table));
        GrantReferences grants = new GrantReferences(kernel, plan.grantPages());
        int sharedInfoReference = grants.take();
        int sharedInfoFrame = PageTableEntry.frame(kernel.memory().entry(kernel.sharedInfo()));
        grants.permit(sharedInfoReference, MachineParts.CONTROL_DOMAIN, sharedInfoFrame, false);
        if (plan.id() == MachineParts.CONTROL_DOMAIN) {
            startController(domain, kernel);
        }
        Errands errands = new Errands(domain);
        kernel.addTask(errands);
        recovery.add(plan.id(), errands);
        int port = controller.introduce(plan.id(), sharedInfoReference);
        KernelDevices devices = ownCards == null
                ? startGuest(plan, kernel, grants, port)
                : startDeviceDomain(plan, kernel, port, new Owned(domain, ownCards));
        RunningDomain.Outside outside = new RunningDomain.Outside(grants, port);
        running.put(plan.id(), new RunningDomain(domain, kernel, outside, List.copyOf(plan.vifs()), devices));
    }

    private void startController(Domain domain, GuestKernel kernel) {
        controller = new DomainController(kernel);
        if (scheduler instanceof ThreadedScheduler threaded) {
            new HangDetection(hypervisor, threaded, recovery)
                    .start(controller, domain, options.restarts().answerNanos());
        }
        kernel.addTask(controller);
        OnRequest connections = new OnRequest(domain, output -> DeviceDomainReports.connections(controller, output));
        kernel.addTask(connections);
        debugKeys.addConnections(connections);
    }

    private record Owned(Domain domain, List<String> cards) {}

    private KernelDevices startGuest(DomainPlan plan, GuestKernel kernel, GrantReferences grants, int port) {
        plan.vbds().forEach(vbd -> controller.addVbd(plan.id(), vbd));
        List<Netfront> interfaces = new ArrayList<>();
        for (int index = 0; index < plan.vifs().size(); index++) {
            VifConfig vif = plan.vifs().get(index);
            controller.addInterface(plan.id(), index, vif.backend(), address(plan, index, vif));
            if (vif.creditPeriodMicros() != 0) {
                controller.limit(new RateChange(plan.id(), index, vif.creditBytes(), vif.creditPeriodMicros()));
            }
            if (options.networkDrivers()) {
                interfaces.add(new Netfront(kernel, grants, index));
            }
        }
        GuestDrivers drivers = new GuestDrivers(
                options.networkDrivers() ? new NetfrontDriver(interfaces) : null,
                options.blockDrivers() && plan.hasBlockDriver() ? new Blkfront(kernel, grants) : null);
        drivers.start(kernel, port);
        kernel.addTask(guestTask(plan, kernel, drivers.devices()));
        return drivers.devices();
    }

    private KernelDevices startDeviceDomain(DomainPlan plan, GuestKernel kernel, int port, Owned owned) {
        List<NetworkCard> ownCards = hardware.cards(owned.cards());
        VifConfig own = plan.vifs().isEmpty() ? VifConfig.DEFAULT : plan.vifs().get(0);
        MacAddress address =
                ownCards.isEmpty() ? address(plan, 0, own) : ownCards.get(0).address();
        DeviceDomain device = new DeviceDomain(kernel, InterfaceName.of(plan.id(), 0), address, hypervisor.clock());
        if (plan.id() == MachineParts.CONTROL_DOMAIN) {
            device.containFaults((drivers, fault) -> recovery.driversFailed(plan.id(), drivers, fault));
        } else {
            controller.watch(plan.id());
        }
        firewalls.succeed(plan.id(), device.firewall(), machine.firewall());
        hardware.disks(machine.disksOf(plan.id())).forEach(disk -> device.addDisk(disk, owned.domain()::wake));
        ControlEndpoint endpoint = ControlEndpoint.ofDomain(kernel, port, device::handle);
        kernel.addTask(endpoint);
        device.start(endpoint);
        ownCards.forEach(card -> device.addCard(card, owned.domain()::wake));
        KernelDevices devices = new KernelDevices(List.of(device.localPort()), new NoBlockDevices());
        kernel.addTask(guestTask(plan, kernel, devices));
        device.addBackend();
        deviceDomains.put(plan.id(), device);
        addReports(owned.domain(), kernel, device);
        return devices;
    }

    private void addReports(Domain domain, GuestKernel kernel, DeviceDomain device) {
        OnRequest rings = new OnRequest(domain, output -> DeviceDomainReports.rings(domain.id(), device, output));
        OnRequest bridge = new OnRequest(domain, output -> DeviceDomainReports.bridge(domain.id(), device, output));
        kernel.addTask(rings);
        kernel.addTask(bridge);
        debugKeys.set(domain.id(), rings, bridge);
    }

    private GuestTask guestTask(DomainPlan plan, GuestKernel kernel, KernelDevices devices) {
        KernelEnvironment environment = new KernelEnvironment(
                devices, kernel.gate(), hypervisor.clock(), line -> console.line("(" + plan.name() + ") " + line));
        return new GuestTask(plan.guest().get(), environment);
    }

    private MacAddress address(DomainPlan plan, int index, VifConfig vif) {
        if (vif.address() != null) {
            return vif.address();
        }
        MacAddress nic = hardware.cards().isEmpty()
                ? new MacAddress(0)
                : hardware.cards().get(0).address();
        return VifMac.of(nic, plan.id(), index, plan.name());
    }
}
