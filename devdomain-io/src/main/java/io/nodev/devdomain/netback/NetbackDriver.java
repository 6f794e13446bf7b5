package io.nodev.devdomain.netback;

import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.PortDevice;
import io.nodev.devdomain.control.BackendDriver;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.domain.Domain;
import java.util.function.UnaryOperator;

/**
 * The backend's end of the handshake: makes, connects, disconnects and removes interfaces as the controller asks.
 *
 * <p>A disconnect is answered when every request in progress has been; a removal of a connected interface is refused.
 * Source: linux-2.6.9-xen-sparse/drivers/xen/netback/interface.c at 5c70ae783d.
 */
public final class NetbackDriver extends BackendDriver<NetbackInterface> {
    private final Netback netback;
    private final Bridge bridge;
    private final UnaryOperator<PortDevice> guard;

    /**
     * The driver of one backend, whose interfaces become ports of a bridge.
     *
     * @param guard put round each interface before the bridge gets it
     */
    NetbackDriver(Netback netback, Bridge bridge, UnaryOperator<PortDevice> guard) {
        super(ControlType.NETIF_BE);
        this.netback = netback;
        this.bridge = bridge;
        this.guard = guard;
    }

    @Override
    protected NetbackInterface find(int domain, int handle) {
        return netback.find(domain, handle);
    }

    @Override
    protected void abandon() {
        netback.abandon();
    }

    @Override
    protected void close(NetbackInterface closing) {
        closing.close();
    }

    @Override
    protected int inProgress(NetbackInterface closing) {
        return closing.inProgress();
    }

    @Override
    protected void unmap(NetbackInterface closed) {
        closed.disconnect();
    }

    @Override
    protected boolean handle(ControlMessage message, NetbackInterface found) {
        switch (message.subtype() << 8 | message.length()) {
            case NetifBackendLayout.CREATE << 8 | NetifBackendLayout.CREATE_SIZE ->
                message.putInt(NetifBackendLayout.CREATE_STATUS, create(found, message));
            case NetifBackendLayout.DESTROY << 8 | NetifBackendLayout.DESTROY_SIZE ->
                message.putInt(NetifBackendLayout.DESTROY_STATUS, destroy(found));
            case NetifBackendLayout.CREDIT_LIMIT << 8 | NetifBackendLayout.CREDIT_LIMIT_SIZE ->
                message.putInt(NetifBackendLayout.CREDIT_LIMIT_STATUS, limit(found, message));
            case NetifBackendLayout.CONNECT << 8 | NetifBackendLayout.CONNECT_SIZE ->
                message.putInt(NetifBackendLayout.CONNECT_STATUS, connect(found, message));
            case NetifBackendLayout.DISCONNECT << 8 | NetifBackendLayout.DESTROY_SIZE -> {
                return disconnect(found, message);
            }
            default -> message.setLength(0);
        }
        return true;
    }

    /** An interface of this domain's own would be its bridge's port, which is there already. */
    private int create(NetbackInterface found, ControlMessage message) {
        int domain = message.getShort(NetifBackendLayout.DOMAIN);
        int handle = message.getInt(NetifBackendLayout.HANDLE);
        if (domain > Domain.MAX_ID || domain == netback.kernel().gate().domain() || handle < 0) {
            return NetifBackendLayout.ERROR;
        }
        if (found != null) {
            return NetifBackendLayout.INTERFACE_EXISTS;
        }
        NetbackInterface added = new NetbackInterface(netback, domain, handle);
        added.attach(bridge.attach("vif" + domain + "." + handle, guard.apply(added)));
        netback.add(added);
        return NetifBackendLayout.OKAY;
    }

    private int destroy(NetbackInterface gone) {
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

    private int limit(NetbackInterface found, ControlMessage message) {
        if (found == null) {
            return NetifBackendLayout.INTERFACE_NOT_FOUND;
        }
        boolean limited = netback.limit(
                found,
                Integer.toUnsignedLong(message.getInt(NetifBackendLayout.CREDIT_LIMIT_BYTES)),
                Integer.toUnsignedLong(message.getInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD)));
        return limited ? NetifBackendLayout.OKAY : NetifBackendLayout.ERROR;
    }

    private static int connect(NetbackInterface found, ControlMessage message) {
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
}
