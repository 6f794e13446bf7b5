package io.nodev.devdomain;

import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.PortReport;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.hypervisor.console.ConsoleOutput;
import io.nodev.hypervisor.console.DebugKey;
import io.nodev.hypervisor.console.EmergencyConsole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The debug keys of this architecture: {@code v} vifs, {@code r} rings, {@code b} bridges, {@code f}
 * firewalls, {@code c} connections. */
final class DebugKeys {
    private final EmergencyConsole console;
    private final Map<Integer, OnRequest> rings = new ConcurrentSkipListMap<>();
    private final Map<Integer, OnRequest> bridges = new ConcurrentSkipListMap<>();

    /**
     * Adds the keys to a console.
     *
     * @param vifs what every interface counted
     */
    DebugKeys(EmergencyConsole console, Supplier<List<PortReport>> vifs) {
        this.console = console;
        console.addDebugKey(new DebugKey('v', "vifs", output -> vifs.get().forEach(each -> vif(each, output))));
        console.addDebugKey(
                DebugKey.later('r', "rings", output -> rings.values().forEach(each -> each.accept(output))));
        console.addDebugKey(
                DebugKey.later('b', "bridges", output -> bridges.values().forEach(each -> each.accept(output))));
    }

    /** Adds the key for firewalls, which may be looked at from any thread. */
    void addFirewalls(Map<Integer, DeviceDomain> domains) {
        console.addDebugKey(new DebugKey(
                'f',
                "firewalls and what they counted",
                output -> domains.forEach((id, domain) -> DeviceDomainReports.firewall(id, domain, output))));
    }

    /** Adds the key for the states of interfaces, whose report is a task of the control domain. */
    void addConnections(OnRequest report) {
        console.addDebugKey(DebugKey.later('c', "connection states of interfaces", report));
    }

    /** Sets the reports of a device domain, each of which is a task of that domain. */
    void set(int domain, OnRequest ofRings, OnRequest ofBridge) {
        rings.put(domain, ofRings);
        bridges.put(domain, ofBridge);
    }

    private static void vif(PortReport port, ConsoleOutput output) {
        output.line("  " + port.name() + "  tx " + port.txFrames() + " frames " + port.txBytes() + " bytes, rx "
                + port.rxFrames() + " frames " + port.rxBytes() + " bytes" + dropped(port.drops()));
    }

    private static String dropped(Map<DropReason, Long> drops) {
        return drops.isEmpty()
                ? ""
                : drops.entrySet().stream()
                        .map(each -> each.getKey().id() + " " + each.getValue())
                        .collect(Collectors.joining(", ", ", dropped: ", ""));
    }
}
