package io.nodev.devdomain;

import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.PortReport;
import io.nodev.devdomain.controller.DomainController;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * All that a booted machine consists of; living domains and, dead or alive, device domains by id, and their firewalls. The controller is null
 * while the machine is being made.
 */
record MachineParts(
        Hypervisor hypervisor,
        Scheduler scheduler,
        EmergencyConsole console,
        Hardware hardware,
        SortedMap<Integer, RunningDomain> running,
        SortedMap<Integer, DeviceDomain> deviceDomains,
        LoadedFirewalls firewalls,
        Recovery recovery,
        DomainController controller) {
    /** The domain that runs the domain controller. */
    static final int CONTROL_DOMAIN = 0;

    MachineParts controlledBy(DomainController made) {
        return new MachineParts(
                hypervisor, scheduler, console, hardware, running, deviceDomains, firewalls, recovery, made);
    }

    List<NetworkCard> cards() {
        return hardware.cards();
    }

    List<PortReport> vifs() {
        List<PortReport> reports = new ArrayList<>();
        for (RunningDomain each : running.values()) {
            DeviceDomain own = deviceDomains.get(each.id());
            if (own != null) {
                reports.add(PortReports.ofLocalPort(
                        InterfaceName.of(each.id(), 0),
                        own.localPort(),
                        own.bridge().ownPort()));
            } else {
                each.devices().forEach(device -> reports.add(ofGuest(each, device)));
            }
        }
        return reports;
    }

    private PortReport ofGuest(RunningDomain guest, VirtualNetworkDevice device) {
        DeviceDomain backend = deviceDomains.get(guest.backendOf(device.index()));
        return PortReports.ofGuest(
                InterfaceName.of(guest.id(), device.index()),
                device.stats(),
                backend.netback().find(guest.id(), device.index()));
    }

    RunningDomain running(int id) {
        RunningDomain found = running.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no such domain: id=" + id);
        }
        return found;
    }

    void close() {
        scheduler.close();
        hardware.closeDisks();
        for (NetworkCard card : hardware.cards()) {
            if (card instanceof CaptureCard capture) {
                capture.finishRecording();
            }
        }
    }
}
