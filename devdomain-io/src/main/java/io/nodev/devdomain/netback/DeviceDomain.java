package io.nodev.devdomain.netback;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.Bridge;
import io.nodev.hypervisor.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device domain runs: its NICs, its bridge, its own port on it, and the network backend.
 *
 * <p>Order of work within a turn: NICs first, then whatever the domain's own guest does, then the backend, which gives
 * the guests all that came before at once.
 */
public final class DeviceDomain {
    /** Frames of its own that a device domain can have under way. */
    public static final int OWN_FRAMES = 256;

    private final GuestKernel kernel;
    private final DomainFrames frames;
    private final Bridge bridge;
    private final LocalPort localPort;
    private final Netback netback;
    private final NetbackDriver driver;
    private final List<NicPort> nicPorts = new ArrayList<>();

    /**
     * A device domain without NICs and interfaces.
     *
     * @param name of the bridge's own port
     * @param address of the bridge's own port
     */
    public DeviceDomain(GuestKernel kernel, String name, MacAddress address, Clock clock) {
        this.kernel = kernel;
        this.frames = new DomainFrames(kernel, OWN_FRAMES);
        this.localPort = new LocalPort(frames, address);
        this.bridge = new Bridge(new Bridge.Host(name, address, localPort), clock::nanos);
        localPort.attach(bridge);
        this.netback = new Netback(kernel, clock);
        this.driver = new NetbackDriver(netback, bridge);
    }

    /** Makes a NIC a port of the bridge. */
    public void addCard(NetworkCard card, Runnable wake) {
        NicPort port = new NicPort(kernel, card, frames);
        port.attach(bridge.attach(card.name(), port, Bridge.NETWORK_STATIONS));
        bridge.addOwnAddress(card.address());
        card.setPromiscuous(true);
        kernel.addTask(port);
        nicPorts.add(port);
        card.setInterrupt(wake);
    }

    /** Adds the backend's tasks; call after everything that sends through the bridge was added. */
    public void addBackend() {
        kernel.addTask(driver);
        kernel.addTask(netback);
    }

    /** The bridge. */
    public Bridge bridge() {
        return bridge;
    }

    /** The bridge's own port, as the domain's guest sees it. */
    public LocalPort localPort() {
        return localPort;
    }

    /** The backend's interfaces. */
    public Netback netback() {
        return netback;
    }

    /** The backend's end of the handshake. */
    public NetbackDriver driver() {
        return driver;
    }

    /** The NICs, in order of being added. */
    public List<NicPort> nicPorts() {
        return List.copyOf(nicPorts);
    }
}
