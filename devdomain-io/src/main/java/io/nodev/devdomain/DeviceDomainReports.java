package io.nodev.devdomain;

import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.Station;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.hypervisor.console.ConsoleOutput;
import java.util.concurrent.TimeUnit;

/** What a device domain says about its bridge and its rings. On its virtual CPU. */
final class DeviceDomainReports {
    private DeviceDomainReports() {}

    /** Ports, and stations by port. */
    static void bridge(int id, DeviceDomain domain, ConsoleOutput output) {
        output.line("bridge of domain " + id + ":");
        for (BridgePort port : domain.bridge().ports()) {
            output.line("  port " + port.index() + "  " + port + (port.isOpen() ? "" : ", closed"));
        }
        for (Station station : domain.bridge().stations()) {
            output.line("  " + station.address() + "  " + station.port()
                    + (station.own()
                            ? ", own"
                            : ", seen " + TimeUnit.NANOSECONDS.toSeconds(station.ageNanos()) + " s ago"));
        }
    }

    /** Both rings of every interface. */
    static void rings(int id, DeviceDomain domain, ConsoleOutput output) {
        output.line("rings served by domain " + id + ":");
        for (NetbackInterface each : domain.netback().interfaces()) {
            output.line("  " + each.bridgePort() + "  " + each.ringState());
        }
    }
}
