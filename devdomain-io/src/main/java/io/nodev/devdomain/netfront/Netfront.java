package io.nodev.devdomain.netfront;

import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.grant.GrantReferences;
import io.nodev.devdomain.grant.RingPage;
import io.nodev.devdomain.layout.NetRxLayout;
import io.nodev.devdomain.layout.NetTxLayout;

/**
 * One virtual interface of a guest, served by a backend in a device domain.
 *
 * <p>While it is not connected a packet to be sent is dropped and counted, not queued. Frames pass unmodified, whatever
 * their ethertype. Source: linux-2.6.9-xen-sparse/drivers/xen/netfront/netfront.c at 5c70ae783d; packet pages are granted
 * where that one gave machine addresses away.
 */
public final class Netfront implements VirtualNetworkDevice {
    private final GuestKernel kernel;
    private final int index;
    private final byte[] address = new byte[6];
    private final NetworkDeviceStats stats = new NetworkDeviceStats();
    private final TransmitRing transmit;
    private final ReceiveRing receive;
    private final RingPage txPage;
    private final RingPage rxPage;
    private ConnectionState state = ConnectionState.CLOSED;
    private int backend;
    private int port;

    /** Interface {@code index} of the domain, closed. */
    public Netfront(GuestKernel kernel, GrantReferences grants, int index) {
        this.kernel = kernel;
        this.index = index;
        this.txPage = new RingPage(kernel, grants);
        this.rxPage = new RingPage(kernel, grants);
        this.transmit = new TransmitRing(kernel, grants, stats);
        this.receive = new ReceiveRing(kernel, grants, stats);
    }

    GuestKernel kernel() {
        return kernel;
    }

    /** Where in the handshake it is. */
    public ConnectionState state() {
        return state;
    }

    /** Sets the hardware address that the controller told. */
    void setAddress(byte[] from) {
        System.arraycopy(from, 0, address, 0, address.length);
    }

    /**
     * Gives the backend the ring pages, zeroed; the state is disconnected then.
     *
     * @return {@code false} if there are none, because lost backends still map them all; the state is closed then
     */
    boolean offerRings(int newBackend) {
        release();
        backend = newBackend;
        if (txPage.permit(backend) && rxPage.permit(backend)) {
            state = ConnectionState.DISCONNECTED;
        } else {
            txPage.revoke();
        }
        return state == ConnectionState.DISCONNECTED;
    }

    int txReference() {
        return txPage.reference();
    }

    int rxReference() {
        return rxPage.reference();
    }

    /** Ring pages that lost backends still map. */
    int pagesSetAside() {
        return txPage.setAside() + rxPage.setAside();
    }

    /** Builds the rings, posts every receive buffer and starts, over the given port. */
    void connect(int newPort) {
        port = newPort;
        transmit.connect(new FrontRing(NetTxLayout.ring(kernel.memory(), txPage.address())), backend);
        receive.connect(new FrontRing(NetRxLayout.ring(kernel.memory(), rxPage.address())), backend);
        state = ConnectionState.CONNECTED;
        kernel.send(port);
    }

    /** Takes every grant back; the state is closed then. */
    void release() {
        if (state == ConnectionState.CONNECTED) {
            transmit.disconnect();
            receive.disconnect();
        }
        if (state != ConnectionState.CLOSED) {
            txPage.revoke();
            rxPage.revoke();
        }
        state = ConnectionState.CLOSED;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void copyAddress(byte[] into, int at) {
        System.arraycopy(address, 0, into, at, address.length);
    }

    @Override
    public boolean isConnected() {
        return state == ConnectionState.CONNECTED;
    }

    @Override
    public boolean transmit(byte[] bytes, int offset, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a packet has 1 to 4095 bytes: length=" + length);
        }
        if (!isConnected()) {
            stats.countNotConnected();
            return true;
        }
        if (!transmit.put(bytes, offset, length)) {
            transmit.collect();
            if (!transmit.put(bytes, offset, length)) {
                return false;
            }
        }
        if (transmit.push()) {
            kernel.send(port);
        }
        return true;
    }

    /** Requests sent and not yet answered. */
    public int outstanding() {
        return isConnected() ? transmit.outstanding() : 0;
    }

    /** {@inheritDoc} Transmit responses are collected as well. */
    @Override
    public int receive(PacketHandler handler, int budget) {
        if (!isConnected()) {
            return 0;
        }
        transmit.collect();
        int received = receive.receive(handler, budget);
        receive.push();
        return received;
    }

    @Override
    public NetworkDeviceStats stats() {
        return stats;
    }
}
