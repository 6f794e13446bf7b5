package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The backend's end of the handshake: makes, connects, disconnects and removes interfaces as the controller asks.
 *
 * <p>A disconnect is answered when every request in progress has been; a removal of a connected interface is refused.
 * Source: linux-2.6.9-xen-sparse/drivers/xen/netback/interface.c at 5c70ae783d.
 */
public final class NetbackDriver implements VirtualCpu {
    private record Closing(NetbackInterface closing, ControlMessage request) {}

    private final Netback netback;
    private final Bridge bridge;
    private final UnaryOperator<PortDevice> guard;
    private final List<Closing> disconnects = new ArrayList<>();
    private ControlEndpoint controller;
    private boolean up = true;

    /**
     * The driver of one backend, whose interfaces become ports of a bridge.
     *
     * @param guard put round each interface before the bridge gets it
     */
    NetbackDriver(Netback netback, Bridge bridge, UnaryOperator<PortDevice> guard) {
        this.netback = netback;
        this.bridge = bridge;
        this.guard = guard;
    }

    /** Tells the controller that the driver is up. */
    public void start(ControlEndpoint endpoint) {
        controller = endpoint;
        tell(NetifBackendLayout.UP);
    }

    private void tell(int status) {
        controller.ask(
                new ControlMessage(
                                ControlType.NETIF_BE,
                                NetifBackendLayout.DRIVER_STATUS,
                                NetifBackendLayout.DRIVER_STATUS_SIZE)
                        .putInt(0, status),
                answer -> {});
    }

    /** Whether the driver is up. */
    public boolean isUp() {
        return up;
    }

    /** Comes up again, without interfaces, and tells the controller. Once up it does nothing. */
    void start() {
        if (!up) {
            up = true;
            tell(NetifBackendLayout.UP);
        }
    }

    /**
     * Goes down: gives up every interface as it stands, answers what it had put off, and tells the controller, whose
     * messages are answered with length 0 from now on, but for the question whether it is up. Once down it does nothing.
     */
    void stop() {
        if (up) {
            up = false;
            netback.abandon();
            disconnects.forEach(each -> answer(each, NetifBackendLayout.INTERFACE_NOT_FOUND));
            disconnects.clear();
            tell(NetifBackendLayout.DOWN);
        }
    }

    /** Handles a message of the controller; {@code false} puts the answer off. */
    public boolean handle(ControlMessage message) {
        if (message.subtype() == NetifBackendLayout.DRIVER_STATUS
                && message.length() == NetifBackendLayout.DRIVER_STATUS_SIZE) {
            message.putInt(0, up ? NetifBackendLayout.UP : NetifBackendLayout.DOWN);
            return true;
        }
        if (!up) {
            message.setLength(0);
            return true;
        }
        int domain = message.getShort(NetifBackendLayout.DOMAIN);
        int handle = message.getInt(NetifBackendLayout.HANDLE);
        switch (message.subtype() << 8 | message.length()) {
            case NetifBackendLayout.CREATE << 8 | NetifBackendLayout.CREATE_SIZE ->
                message.putInt(NetifBackendLayout.CREATE_STATUS, create(domain, handle));
            case NetifBackendLayout.DESTROY << 8 | NetifBackendLayout.DESTROY_SIZE ->
                message.putInt(NetifBackendLayout.DESTROY_STATUS, destroy(domain, handle));
            case NetifBackendLayout.CREDIT_LIMIT << 8 | NetifBackendLayout.CREDIT_LIMIT_SIZE ->
                message.putInt(NetifBackendLayout.CREDIT_LIMIT_STATUS, limit(domain, handle, message));
            case NetifBackendLayout.CONNECT << 8 | NetifBackendLayout.CONNECT_SIZE ->
                message.putInt(NetifBackendLayout.CONNECT_STATUS, connect(domain, handle, message));
            case NetifBackendLayout.DISCONNECT << 8 | NetifBackendLayout.DESTROY_SIZE -> {
                return disconnect(netback.find(domain, handle), message);
            }
            default -> message.setLength(0);
        }
        return true;
    }

    /** An interface of this domain's own would be its bridge's port, which is there already. */
    private int create(int domain, int handle) {
        if (domain > Domain.MAX_ID || domain == netback.kernel().gate().domain() || handle < 0) {
            return NetifBackendLayout.ERROR;
        }
        if (netback.find(domain, handle) != null) {
            return NetifBackendLayout.INTERFACE_EXISTS;
        }
        NetbackInterface added = new NetbackInterface(netback, domain, handle);
        added.attach(bridge.attach("vif" + domain + "." + handle, guard.apply(added)));
        netback.add(added);
        return NetifBackendLayout.OKAY;
    }

    private int destroy(int domain, int handle) {
        NetbackInterface gone = netback.find(domain, handle);
        if (gone == null) {
            return NetifBackendLayout.INTERFACE_NOT_FOUND;
        }
        if (gone.isConnected()) {
            return NetifBackendLayout.INTERFACE_CONNECTED;
        }
        gone.bridgePort().detach();
        netback.remove(gone);
        return NetifBackendLayout.OKAY;
    }

    private int limit(int domain, int handle, ControlMessage message) {
        NetbackInterface found = netback.find(domain, handle);
        if (found == null) {
            return NetifBackendLayout.INTERFACE_NOT_FOUND;
        }
        boolean limited = netback.limit(
                found,
                Integer.toUnsignedLong(message.getInt(NetifBackendLayout.CREDIT_LIMIT_BYTES)),
                Integer.toUnsignedLong(message.getInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD)));
        return limited ? NetifBackendLayout.OKAY : NetifBackendLayout.ERROR;
    }

    private int connect(int domain, int handle, ControlMessage message) {
        NetbackInterface found = netback.find(domain, handle);
        if (found == null) {
            return NetifBackendLayout.INTERFACE_NOT_FOUND;
        }
        if (found.isConnected()) {
            return NetifBackendLayout.INTERFACE_CONNECTED;
        }
        boolean connected = found.connect(
                message.getInt(NetifBackendLayout.CONNECT_TX),
                message.getInt(NetifBackendLayout.CONNECT_RX),
                message.getShort(NetifBackendLayout.CONNECT_PORT));
        return connected ? NetifBackendLayout.OKAY : NetifBackendLayout.MAPPING_ERROR;
    }

    private boolean disconnect(NetbackInterface found, ControlMessage message) {
        if (found == null) {
            message.putInt(NetifBackendLayout.DESTROY_STATUS, NetifBackendLayout.INTERFACE_NOT_FOUND);
            return true;
        }
        found.close();
        disconnects.add(new Closing(found, message));
        return false;
    }

    /** {@inheritDoc} Finishes disconnects whose last request in progress was answered. */
    @Override
    public boolean run(int budget) {
        for (int i = disconnects.size() - 1; i >= 0; i--) {
            if (disconnects.get(i).closing().inProgress() == 0) {
                finish(disconnects.remove(i));
            }
        }
        return false;
    }

    private void finish(Closing done) {
        done.closing().disconnect();
        answer(done, NetifBackendLayout.OKAY);
    }

    private void answer(Closing done, int status) {
        done.request().putInt(NetifBackendLayout.DESTROY_STATUS, status);
        controller.answer(done.request());
    }
}
