package io.nodev.devdomain;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.machine.FirewallCounter;
import io.nodev.devdomain.blkback.BlkbackInterface;
import io.nodev.devdomain.blkback.Vbd;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgePortStats;
import io.nodev.devdomain.bridge.Station;
import io.nodev.devdomain.controller.DomainController;
import io.nodev.devdomain.controller.InterfaceStatus;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.hypervisor.console.ConsoleOutput;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a device domain says about itself, on its virtual CPU unless said otherwise. */
final class DeviceDomainReports {
    private DeviceDomainReports() {}

    /** Ports, and stations by port. */
    static void bridge(int id, DeviceDomain domain, ConsoleOutput output) {
        output.line("bridge of domain " + id + ":");
        for (BridgePort port : domain.bridge().ports()) {
            output.line(
                    "  port " + port.index() + "  " + port + (port.isOpen() ? "" : ", closed") + counts(port.stats()));
        }
        for (Station station : domain.bridge().stations()) {
            output.line("  " + station.address() + "  " + station.port()
                    + (station.own()
                            ? ", own"
                            : ", seen " + TimeUnit.NANOSECONDS.toSeconds(station.ageNanos()) + " s ago"));
        }
    }

    private static String counts(BridgePortStats stats) {
        return ", received " + stats.receivedFrames() + ", sent " + stats.sentFrames() + ", withheld "
                + stats.withheldFrames() + ", dropped " + stats.drops();
    }

    /** What the firewall in force counted by name. From any thread. */
    static Stream<FirewallCounter> counters(int id, DeviceDomain domain) {
        return domain.firewall().list().tables().stream()
                .flatMap(table -> table.counters().stream())
                .map(counter -> new FirewallCounter(
                        id,
                        counter.name(),
                        counter.start().packets(),
                        counter.start().bytes()));
    }

    /** The firewall in force, with what it counted. From any thread. */
    static void firewall(int id, DeviceDomain domain, ConsoleOutput output) {
        Firewall firewall = domain.firewall();
        output.print("firewall of domain " + id + ":" + (firewall.isEmpty() ? " none, everything passes\n" : "\n")
                + firewall.list().toString().indent(2));
    }

    /** The rings of every interface, and what every VBD counted. */
    static void rings(int id, DeviceDomain domain, ConsoleOutput output) {
        output.line("rings served by domain " + id + ":");
        for (NetbackInterface each : domain.netback().interfaces()) {
            output.line("  " + each.bridgePort() + "  " + each.ringState());
        }
        if (domain.blkback() != null) {
            domain.blkback().interfaces().forEach(each -> blockRing(each, output));
        }
    }

    private static void blockRing(BlkbackInterface each, ConsoleOutput output) {
        output.line("  block of domain " + each.domain() + "  " + each.ringState());
        for (Vbd vbd : each.vbds()) {
            output.line("    " + DeviceNumber.name(vbd.device()) + "  " + vbd.sectors() + " sectors"
                    + (vbd.isReadOnly() ? ", read only" : "") + ", read "
                    + vbd.stats().sectorsRead() + ", written "
                    + vbd.stats().sectorsWritten() + ", flushes " + vbd.stats().flushes() + ", errors "
                    + vbd.stats().errors());
        }
    }

    /** How far every interface's handshake has come. On the control domain's virtual CPU. */
    static void connections(DomainController controller, ConsoleOutput output) {
        output.line("interfaces:");
        for (InterfaceStatus each : controller.interfaces()) {
            output.line("  " + InterfaceName.of(each.domain(), each.handle()) + "  " + each.state()
                    + ", backend in domain " + each.backend() + losses(each));
        }
        for (InterfaceStatus each : controller.blockInterfaces()) {
            output.line("  block of domain " + each.domain() + "  " + each.state() + ", backend in domain "
                    + each.backend() + losses(each));
        }
    }

    private static String losses(InterfaceStatus each) {
        return each.losses() == 0 ? "" : ", lost by it " + each.losses() + " times";
    }
}
