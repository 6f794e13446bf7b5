package io.nodev.devdomain.controller;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The handshake of every interface. An answer that comes after its interface has gone on, because one of the two domains
 * died or the backend was lost meanwhile, changes nothing.
 */
final class Introducer extends HandshakeIntroducer<VirtualInterface> {
    /**
     * @param peers finds a living domain's channel, or null
     */
    Introducer(PrivilegedOps hypervisor, IntFunction<Peer> peers) {
        super(hypervisor, peers);
    }

    /** A guest's driver came up or went down: it is told where its interfaces stand, and then how many there are. */
    void frontendIsUp(Peer guest, ControlMessage message) {
        guest.setFrontendUp(message.getInt(NetifFrontendLayout.DRIVER) == NetifBackendLayout.UP);
        List<VirtualInterface> own = interfaces().stream()
                .filter(each -> each.domain() == guest.domain())
                .toList();
        message.putInt(NetifFrontendLayout.INTERFACES, own.size());
        own.forEach(this::tellStatus);
        if (guest.isFrontendUp()) {
            ControlMessage count = new ControlMessage(
                            ControlType.NETIF_FE,
                            NetifFrontendLayout.DRIVER_STATUS,
                            NetifFrontendLayout.DRIVER_STATUS_SIZE)
                    .putInt(NetifFrontendLayout.DRIVER, NetifBackendLayout.UP)
                    .putInt(NetifFrontendLayout.INTERFACES, own.size());
            guest.endpoint().ask(count, answer -> {});
        }
    }

    @Override
    boolean isFrontendUp(Peer guest) {
        return guest.isFrontendUp();
    }

    @Override
    void create(VirtualInterface vif) {
        ControlMessage request = request(vif, NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE)
                .putAddress(NetifBackendLayout.CREATE_ADDRESS, octets(vif), 0);
        vif.setState(BackendState.CREATING);
        askBackend(vif, request, answer -> created(vif, answer));
    }

    private static byte[] octets(VirtualInterface vif) {
        byte[] octets = new byte[MacAddress.LENGTH];
        vif.address().put(octets, 0);
        return octets;
    }

    @Override
    ControlMessage request(VirtualInterface vif, int subtype, int length) {
        return new ControlMessage(ControlType.NETIF_BE, subtype, length)
                .putShort(NetifBackendLayout.DOMAIN, vif.domain())
                .putInt(NetifBackendLayout.HANDLE, vif.handle());
    }

    @Override
    ControlMessage status(VirtualInterface vif) {
        return new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_STATUS,
                        NetifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putAddress(NetifFrontendLayout.ADDRESS, octets(vif), 0)
                .putShort(NetifFrontendLayout.BACKEND, vif.backend());
    }

    @Override
    ControlMessage connect(VirtualInterface vif, ControlMessage offer) {
        return request(vif, NetifBackendLayout.CONNECT, NetifBackendLayout.CONNECT_SIZE)
                .putInt(NetifBackendLayout.CONNECT_TX, offer.getInt(NetifFrontendLayout.TX))
                .putInt(NetifBackendLayout.CONNECT_RX, offer.getInt(NetifFrontendLayout.RX))
                .putShort(NetifBackendLayout.CONNECT_PORT, vif.backendPort());
    }

    @Override
    int connectResult(ControlMessage answer) {
        return answer.result(
                NetifBackendLayout.CONNECT_STATUS, NetifBackendLayout.CONNECT_SIZE, NetifBackendLayout.ERROR);
    }

    private void created(VirtualInterface vif, ControlMessage answer) {
        if (vif.state() != BackendState.CREATING) {
            return;
        }
        int status = answer.result(
                NetifBackendLayout.CREATE_STATUS, NetifBackendLayout.CREATE_SIZE, NetifBackendLayout.ERROR);
        if (status == NetifBackendLayout.INTERFACE_EXISTS) {
            ControlMessage request = request(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE);
            askBackend(vif, request, disconnected -> limitThenOffer(vif));
        } else if (status == NetifBackendLayout.OKAY) {
            limitThenOffer(vif);
        } else {
            made(vif, false);
        }
    }

    private void limitThenOffer(VirtualInterface vif) {
        if (vif.creditPeriodMicros() == 0) {
            made(vif, true);
        } else {
            askBackend(vif, creditLimit(vif), limited -> made(vif, creditStatus(limited) == NetifBackendLayout.OKAY));
        }
    }

    private ControlMessage creditLimit(VirtualInterface vif) {
        return request(vif, NetifBackendLayout.CREDIT_LIMIT, NetifBackendLayout.CREDIT_LIMIT_SIZE)
                .putInt(NetifBackendLayout.CREDIT_LIMIT_BYTES, (int) vif.creditBytes())
                .putInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD, (int) vif.creditPeriodMicros());
    }

    private static int creditStatus(ControlMessage answer) {
        return answer.result(
                NetifBackendLayout.CREDIT_LIMIT_STATUS, NetifBackendLayout.CREDIT_LIMIT_SIZE, NetifBackendLayout.ERROR);
    }

    /**
     * Changes what an interface's guest may send, now and whenever a backend makes the interface; unknown ones are none. An
     * interface that cannot be limited so is closed.
     */
    void limit(RateChange change) {
        VirtualInterface vif = find(change.domain(), change.handle());
        if (vif == null) {
            return;
        }
        vif.setLimit(change.creditBytes(), change.creditPeriodMicros());
        if (vif.state() != BackendState.ABSENT) {
            askBackend(vif, creditLimit(vif), limited -> keepOrClose(vif, creditStatus(limited)));
        }
    }

    private void keepOrClose(VirtualInterface vif, int status) {
        if (status != NetifBackendLayout.OKAY) {
            lostBackend(vif, true);
            askBackend(
                    vif,
                    request(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE),
                    disconnected -> {});
        }
    }
}
