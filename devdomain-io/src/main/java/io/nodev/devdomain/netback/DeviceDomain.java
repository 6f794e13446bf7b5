package io.nodev.devdomain.netback;

import io.nodev.common.disk.Disk;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.blkback.Blkback;
import io.nodev.devdomain.blkback.BlkbackDriver;
import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.hypervisor.sched.VirtualCpu;
import io.nodev.hypervisor.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a device domain runs: its NICs, its bridge with a firewall, its own port on it, the network backend, and the block backend
 * if it has disks.
 *
 * <p>The backends can be stopped and started again while NICs, bridge and the domain go on. A fault of a driver, which
 * is an exception out of the backend or out of a NIC, is the crash of the domain, unless it is {@linkplain #containFaults
 * contained}: then NICs and backend are down until they are started again.
 *
 * <p>Order of work within a turn: NICs first, then whatever the domain's own guest does, then the backend, which gives
 * the guests all that came before at once.
 */
public final class DeviceDomain {
    /** Frames of its own that a device domain can have under way. */
    public static final int OWN_FRAMES = 256;

    private static final String NETWORK = "network drivers";
    private static final String DISKS = "disk drivers";

    private final GuestKernel kernel;
    private final DomainFrames frames;
    private final Firewall firewall = new Firewall();
    private final Bridge bridge;
    private final LocalPort localPort;
    private final Netback netback;
    private final NetbackDriver driver;
    private final List<NicPort> nicPorts = new ArrayList<>();
    private Blkback blkback;
    private BlkbackDriver blockDriver;
    private FaultBarrier barrier;
    private boolean disksFailed;

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
        bridge.setHooks(new FirewallHooks(firewall));
        localPort.attach(bridge);
        this.netback = new Netback(kernel, clock);
        this.driver = new NetbackDriver(netback, bridge, this::guarded);
    }

    /**
     * From now on faults of drivers end here and the domain goes on without them. Call before anything is added.
     *
     * @param onFault told of each fault, and which drivers it came from ({@code network drivers}), when all are down; on the
     *     domain's virtual CPU
     */
    public void containFaults(BiConsumer<String, Throwable> onFault) {
        barrier = new FaultBarrier((drivers, fault) -> {
            driversFailed();
            onFault.accept(drivers, fault);
        });
    }

    /** Whether a failure can be contained: it is the failing part's own, and not the hypervisor's or the host's. */
    public static boolean canBeContained(Throwable failure) {
        return FaultBarrier.holds(failure);
    }

    private PortDevice guarded(PortDevice device) {
        return barrier == null ? device : barrier.guard(NETWORK, device);
    }

    private VirtualCpu guarded(String drivers, VirtualCpu task) {
        return barrier == null ? task : barrier.guard(drivers, task);
    }

    /** Nothing that the drivers were doing can be relied on: all frames of the domain's own are taken back. */
    private void driversFailed() {
        driver.stop();
        netback.forgetFrames();
        nicPorts.forEach(port -> port.bridgePort().close());
        frames.takeBack();
        if (blockDriver != null) {
            blockDriver.stop();
            disksFailed = true;
        }
    }

    /** Makes a NIC a port of the bridge. */
    public void addCard(NetworkCard card, Runnable wake) {
        NicPort port = new NicPort(kernel, card, frames, wake);
        port.attach(bridge.attach(card.name(), guarded(port), Bridge.NETWORK_STATIONS));
        bridge.addOwnAddress(card.address());
        card.setPromiscuous(true);
        kernel.addTask(guarded(NETWORK, port));
        nicPorts.add(port);
        card.setInterrupt(wake);
    }

    /**
     * Gives the domain a disk, and with the first the block backend.
     *
     * @param wake gives the domain a turn; from any thread
     */
    public void addDisk(Disk disk, Runnable wake) {
        if (blkback == null) {
            blkback = new Blkback(kernel);
            blockDriver = new BlkbackDriver(blkback);
        }
        blkback.addDisk(disk, wake);
    }

    /** Tells the controller that the backends are up. */
    public void start(ControlEndpoint endpoint) {
        driver.start(endpoint);
        if (blockDriver != null) {
            blockDriver.start(endpoint);
        }
    }

    /** Adds the backend's tasks; call after everything that sends through the bridge was added. */
    public void addBackend() {
        kernel.addTask(guarded(NETWORK, driver));
        kernel.addTask(guarded(NETWORK, netback));
        if (blockDriver != null) {
            kernel.addTask(guarded(DISKS, blkback));
            kernel.addTask(guarded(DISKS, blockDriver));
        }
        kernel.addTask(budget -> localPort.takeArrived());
        if (barrier != null) {
            kernel.addTask(barrier);
        }
    }

    /** Handles a message of the controller; {@code false} puts the answer off. */
    public boolean handle(ControlMessage message) {
        if (barrier == null) {
            return dispatch(message);
        }
        return barrier.handle(message.type() == ControlType.BLKIF_BE ? DISKS : NETWORK, message, this::dispatch);
    }

    private boolean dispatch(ControlMessage message) {
        if (message.type() == ControlType.NETIF_BE) {
            return driver.handle(message);
        }
        if (message.type() == ControlType.BLKIF_BE && blockDriver != null) {
            return blockDriver.handle(message);
        }
        message.setLength(0);
        return true;
    }

    /** Stops the backend: what can be answered is, then every interface is given up. On the domain's virtual CPU. */
    public void stopBackend() {
        protect(NETWORK, this::stopNetwork);
        protect(DISKS, this::stopDisks);
    }

    private void stopNetwork() {
        if (driver.isUp()) {
            netback.answerAll();
            driver.stop();
            nicPorts.forEach(NicPort::letGo);
        }
    }

    private void stopDisks() {
        if (blockDriver != null && blockDriver.isUp()) {
            blkback.answerAll();
            blockDriver.stop();
        }
    }

    /**
     * Starts the backends again, and after a fault the NICs and disks too; the controller has their interfaces made anew. On the
     * domain's virtual CPU.
     *
     * @return whether they are started; if not, and faults are contained, that is one more
     */
    public boolean startBackend() {
        return protect(NETWORK, this::startNetwork) && protect(DISKS, this::startDisks);
    }

    private boolean protect(String drivers, Runnable action) {
        if (barrier == null) {
            action.run();
            return true;
        }
        return barrier.protect(drivers, action);
    }

    private void startNetwork() {
        for (NicPort port : nicPorts) {
            if (!port.bridgePort().isOpen()) {
                port.restart();
                port.bridgePort().open();
            }
        }
        if (barrier != null) {
            barrier.raise();
        }
        driver.start();
    }

    private void startDisks() {
        if (disksFailed) {
            blkback.resetDisks();
            disksFailed = false;
        }
        if (blockDriver != null) {
            blockDriver.start();
        }
    }

    /** The bridge. */
    public Bridge bridge() {
        return bridge;
    }

    /** What decides at the bridge's hook points; without a ruleset everything passes. */
    public Firewall firewall() {
        return firewall;
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

    /** The block backend, or null if the domain has no disk. */
    public Blkback blkback() {
        return blkback;
    }

    /** The NICs, in order of being added. */
    public List<NicPort> nicPorts() {
        return List.copyOf(nicPorts);
    }
}
