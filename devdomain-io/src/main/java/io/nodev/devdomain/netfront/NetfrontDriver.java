package io.nodev.devdomain.netfront;

import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.List;

/**
 * A guest's end of the handshake for all its interfaces: told where each stands, it offers rings, connects and recovers.
 *
 * <p>What a message does, by state of the interface: closed releases everything; disconnected offers fresh rings, from
 * whatever state; connected starts a disconnected interface, makes a closed one offer its rings first, and changes
 * nothing on one that runs; changed does nothing. The original made a new interface for a number it did not know; a guest
 * here has the interfaces it started with. Source:
 * linux-2.6.9-xen-sparse/drivers/xen/netfront/netfront.c at 5c70ae783d.
 */
public final class NetfrontDriver implements VirtualCpu {
    private final List<Netfront> interfaces;
    private final byte[] address = new byte[6];
    private final ControlMessage[] unheeded;
    private ControlEndpoint controller;
    private long ignored;

    /** The driver of a domain's interfaces, whose numbers are their places in the list. */
    public NetfrontDriver(List<Netfront> interfaces) {
        this.interfaces = List.copyOf(interfaces);
        this.unheeded = new ControlMessage[interfaces.size()];
    }

    /** The interfaces, by ascending number. */
    public List<VirtualNetworkDevice> devices() {
        return List.copyOf(interfaces);
    }

    /** Messages that named no interface of this domain, or were too short. */
    public long ignored() {
        return ignored;
    }

    /** Tells the controller that the driver is up; its answers come as messages. */
    public void start(ControlEndpoint endpoint) {
        controller = endpoint;
        interfaces.stream().findFirst().ifPresent(first -> first.kernel().addTask(this));
        controller.ask(
                new ControlMessage(
                                ControlType.NETIF_FE,
                                NetifFrontendLayout.DRIVER_STATUS,
                                NetifFrontendLayout.DRIVER_STATUS_SIZE)
                        .putInt(NetifFrontendLayout.DRIVER, 1),
                answer -> {});
    }

    /**
     * Handles a message of the controller about network interfaces.
     *
     * @return whether it was one; if not it is to be answered with length 0
     */
    public boolean handle(ControlMessage message) {
        if (message.subtype() == NetifFrontendLayout.DRIVER_STATUS) {
            return message.length() == NetifFrontendLayout.DRIVER_STATUS_SIZE;
        }
        if (message.subtype() != NetifFrontendLayout.INTERFACE_STATUS
                || message.length() != NetifFrontendLayout.INTERFACE_STATUS_SIZE) {
            ignored++;
            return false;
        }
        int handle = message.getInt(NetifFrontendLayout.HANDLE);
        if (handle < 0 || handle >= interfaces.size()) {
            ignored++;
            return true;
        }
        interfaceStatus(interfaces.get(handle), message);
        return true;
    }

    /**
     * Offers the rings of interfaces that had no page for them when they were told to, because lost backends still mapped
     * every page; whenever the domain has a turn, since nobody tells it that a mapping ended.
     */
    @Override
    public boolean run(int budget) {
        for (int i = 0; i < unheeded.length; i++) {
            if (unheeded[i] != null) {
                interfaceStatus(interfaces.get(i), unheeded[i]);
            }
        }
        return false;
    }

    private void interfaceStatus(Netfront device, ControlMessage message) {
        unheeded[device.index()] = null;
        switch (message.getInt(NetifFrontendLayout.STATUS)) {
            case NetifFrontendLayout.CLOSED -> device.release();
            case NetifFrontendLayout.DISCONNECTED ->
                offerRings(device, message, message.getShort(NetifFrontendLayout.LOSSES));
            case NetifFrontendLayout.CONNECTED -> connect(device, message);
            case NetifFrontendLayout.CHANGED -> {}
            default -> ignored++;
        }
    }

    private void offerRings(Netfront device, ControlMessage message, int losses) {
        if (!device.offerRings(message.getShort(NetifFrontendLayout.BACKEND))) {
            unheeded[device.index()] = message;
            return;
        }
        ControlMessage rings = new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_CONNECT,
                        NetifFrontendLayout.INTERFACE_CONNECT_SIZE)
                .putInt(NetifFrontendLayout.HANDLE, device.index())
                .putShort(NetifFrontendLayout.OFFER_LOSSES, losses)
                .putInt(NetifFrontendLayout.TX, device.txReference())
                .putInt(NetifFrontendLayout.RX, device.rxReference());
        controller.ask(rings, answer -> {});
    }

    private void connect(Netfront device, ControlMessage message) {
        if (device.state() == ConnectionState.CLOSED) {
            offerRings(device, message, 0);
        }
        if (device.state() == ConnectionState.DISCONNECTED) {
            message.getAddress(NetifFrontendLayout.ADDRESS, address, 0);
            device.setAddress(address);
            device.connect(message.getShort(NetifFrontendLayout.PORT));
        }
    }
}
