package io.nodev.common.launch;

import io.nodev.common.disk.DriveSpec;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a launcher has to know of one machine. Generated code states it in one expression, starting with {@link #of}.
 *
 * @param machine the name in the description
 * @param architecture what it was built as
 * @param boot boots it with the options it is given
 * @param capture name of the resource that is played unless another capture is named; found by the class loader of
 *     {@code boot}
 * @param sources whose frames enter at which port: for {@code vif<dom>.<idx>} its own address, for a NIC those of the hosts
 *     on its wire
 * @param replayDomains domains whose guest is {@link io.nodev.common.guest.ReplayGuest}; frames of a vif of any other domain
 *     are not played, because its guest sends for itself
 * @param disks the machine's disks, in the order of the description
 */
public record LaunchPlan(
        String machine,
        Architecture architecture,
        Function<MachineOptions, Machine> boot,
        Optional<String> capture,
        Map<String, List<MacAddress>> sources,
        Set<Integer> replayDomains,
        List<Slot> disks) {
    /**
     * A disk of the machine, whose image may be another one for a run.
     *
     * @param drive what it is
     * @param sectors how many its image must have at least, because VBDs may reach that far
     */
    public record Slot(DriveSpec drive, long sectors) {}

    /**
     * Keeps its own copies.
     *
     * @throws IllegalArgumentException if an address is the source at two ports
     */
    public LaunchPlan {
        Map<String, List<MacAddress>> copy = new LinkedHashMap<>();
        sources.forEach((port, addresses) -> copy.put(port, List.copyOf(addresses)));
        sources = Collections.unmodifiableMap(copy);
        replayDomains = Collections.unmodifiableSet(new TreeSet<>(replayDomains));
        disks = List.copyOf(disks);
        portOfEach(sources);
    }

    /** A machine without a capture, and nobody whose frames could be played. */
    public static LaunchPlan of(String machine, Architecture architecture, Function<MachineOptions, Machine> boot) {
        return new LaunchPlan(machine, architecture, boot, Optional.empty(), Map.of(), Set.of(), List.of());
    }

    /** The same with a capture to play. */
    public LaunchPlan withCapture(String resource) {
        return new LaunchPlan(machine, architecture, boot, Optional.of(resource), sources, replayDomains, disks);
    }

    /**
     * The same with one more address whose frames enter at a port.
     *
     * @throws IllegalArgumentException if the address is no MAC address, or is another port's
     */
    public LaunchPlan withSource(String port, String address) {
        Map<String, List<MacAddress>> more = new LinkedHashMap<>(sources);
        List<MacAddress> addresses = new ArrayList<>(more.getOrDefault(port, List.of()));
        addresses.add(MacAddress.parse(address));
        more.put(port, addresses);
        return new LaunchPlan(machine, architecture, boot, capture, more, replayDomains, disks);
    }

    /** The same with a domain that sends what a capture holds of it. */
    public LaunchPlan withReplay(int domain) {
        Set<Integer> more = new TreeSet<>(replayDomains);
        more.add(domain);
        return new LaunchPlan(machine, architecture, boot, capture, sources, more, disks);
    }

    /** The same with a disk. */
    public LaunchPlan withDisk(DriveSpec drive, long sectors) {
        List<Slot> more = new ArrayList<>(disks);
        more.add(new Slot(drive, sectors));
        return new LaunchPlan(machine, architecture, boot, capture, sources, replayDomains, more);
    }

    /** The port of each source address, whether its frames are played or not. */
    Map<MacAddress, String> ports() {
        return portOfEach(sources);
    }

    /** The port of each source address whose frames are played. */
    Map<MacAddress, String> playedPorts() {
        Map<MacAddress, String> played = new LinkedHashMap<>();
        ports().forEach((address, port) -> {
            Optional<VifName> vif = VifName.parse(port);
            if (vif.isEmpty() || replayDomains.contains(vif.get().domain())) {
                played.put(address, port);
            }
        });
        return played;
    }

    private static Map<MacAddress, String> portOfEach(Map<String, List<MacAddress>> sources) {
        Map<MacAddress, String> ports = new LinkedHashMap<>();
        sources.forEach((port, addresses) -> addresses.forEach(address -> {
            String other = ports.putIfAbsent(address, port);
            if (other != null) {
                throw new IllegalArgumentException("frames of one address enter at one port, not at " + other + " and "
                        + port + ": address=" + address);
            }
        }));
        return ports;
    }
}
