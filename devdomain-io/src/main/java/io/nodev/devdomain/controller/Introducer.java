package io.nodev.devdomain.controller;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The handshake of every interface. An answer that comes after its interface has gone on, because one of the two domains
 * died or the backend was lost meanwhile, changes nothing.
 */
final class Introducer {
    private final PrivilegedOps hypervisor;
    private final IntFunction<Peer> peers;
    private final List<VirtualInterface> interfaces = new ArrayList<>();

    /**
     * @param peers finds a living domain's channel, or null
     */
    Introducer(PrivilegedOps hypervisor, IntFunction<Peer> peers) {
        this.hypervisor = hypervisor;
        this.peers = peers;
    }

    void add(VirtualInterface vif) {
        interfaces.add(vif);
    }

    /** The interfaces of living domains, in order of being added. */
    List<InterfaceStatus> statuses() {
        return interfaces.stream()
                .filter(each -> each.state() != BackendState.GONE)
                .map(each -> new InterfaceStatus(
                        each.domain(),
                        each.handle(),
                        each.backend(),
                        each.state().name().toLowerCase(Locale.ROOT),
                        each.losses()))
                .toList();
    }

    boolean areAllConnected() {
        return interfaces.stream().allMatch(each -> each.state() == BackendState.CONNECTED);
    }

    /** A guest's driver came up or went down: it is told where its interfaces stand, and then how many there are. */
    void frontendIsUp(Peer guest, ControlMessage message) {
        guest.setFrontendUp(message.getInt(NetifFrontendLayout.DRIVER) == NetifBackendLayout.UP);
        List<VirtualInterface> own = interfaces.stream()
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

    /** A backend came up: what it is to serve is made, though it was made and connected before. */
    void backendIsUp(Peer backend) {
        for (VirtualInterface vif : servedBy(backend.domain())) {
            if (vif.state() != BackendState.ABSENT) {
                closePorts(vif, true);
                vif.lose();
            }
            create(vif);
        }
    }

    /** A backend went down: its guests are told that their interfaces are closed. */
    void backendIsDown(Peer backend) {
        servedBy(backend.domain()).forEach(vif -> lostBackend(vif, true));
    }

    private List<VirtualInterface> servedBy(int backend) {
        return interfaces.stream().filter(each -> each.backend() == backend).toList();
    }

    private void create(VirtualInterface vif) {
        ControlMessage request = backendRequest(vif, NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE)
                .putAddress(NetifBackendLayout.CREATE_ADDRESS, octets(vif), 0);
        vif.setState(BackendState.CREATING);
        askBackend(vif, request, answer -> created(vif, answer));
    }

    private static byte[] octets(VirtualInterface vif) {
        byte[] octets = new byte[MacAddress.LENGTH];
        vif.address().put(octets, 0);
        return octets;
    }

    private static ControlMessage backendRequest(VirtualInterface vif, int subtype, int length) {
        return new ControlMessage(ControlType.NETIF_BE, subtype, length)
                .putShort(NetifBackendLayout.DOMAIN, vif.domain())
                .putInt(NetifBackendLayout.HANDLE, vif.handle());
    }

    /** A backend that does not listen any more is taken for one that failed. */
    private void askBackend(VirtualInterface vif, ControlMessage request, ControlEndpoint.AnswerHandler onAnswer) {
        Peer backend = peers.apply(vif.backend());
        int losses = vif.losses();
        if (backend == null) {
            return;
        }
        boolean asked = backend.endpoint().ask(request, answer -> {
            if (vif.losses() == losses) {
                onAnswer.answered(answer);
            }
        });
        if (!asked) {
            request.setLength(0);
            onAnswer.answered(request);
        }
    }

    private void created(VirtualInterface vif, ControlMessage answer) {
        if (vif.state() != BackendState.CREATING) {
            return;
        }
        int status = answer.result(
                NetifBackendLayout.CREATE_STATUS, NetifBackendLayout.CREATE_SIZE, NetifBackendLayout.ERROR);
        if (status == NetifBackendLayout.INTERFACE_EXISTS) {
            ControlMessage request =
                    backendRequest(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE);
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

    private static ControlMessage creditLimit(VirtualInterface vif) {
        return backendRequest(vif, NetifBackendLayout.CREDIT_LIMIT, NetifBackendLayout.CREDIT_LIMIT_SIZE)
                .putInt(NetifBackendLayout.CREDIT_LIMIT_BYTES, (int) vif.creditBytes())
                .putInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD, (int) vif.creditPeriodMicros());
    }

    private static int creditStatus(ControlMessage answer) {
        return answer.result(
                NetifBackendLayout.CREDIT_LIMIT_STATUS, NetifBackendLayout.CREDIT_LIMIT_SIZE, NetifBackendLayout.ERROR);
    }

    /** An interface that could not be limited as it is to be is not offered to its guest. */
    private void made(VirtualInterface vif, boolean asWanted) {
        if (vif.state() == BackendState.CREATING) {
            vif.setState(asWanted ? BackendState.DISCONNECTED : BackendState.ABSENT);
            tellStatus(vif);
        }
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
                    backendRequest(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE),
                    disconnected -> {});
        }
    }

    /** Tells a guest whose driver is up where an interface stands, unless that is about to change. */
    private void tellStatus(VirtualInterface vif) {
        if (vif.state() == BackendState.DISCONNECTED) {
            tell(vif, NetifFrontendLayout.DISCONNECTED, vif.lossesInMessage());
        } else if (vif.state() == BackendState.CONNECTED) {
            tell(vif, NetifFrontendLayout.CONNECTED, vif.guestPort());
        }
    }

    /**
     * @param detail the port, or how often the backend was lost
     */
    private void tell(VirtualInterface vif, int status, int detail) {
        Peer guest = peers.apply(vif.domain());
        if (guest == null || !guest.isFrontendUp()) {
            return;
        }
        ControlMessage message = new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_STATUS,
                        NetifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(NetifFrontendLayout.HANDLE, vif.handle())
                .putInt(NetifFrontendLayout.STATUS, status)
                .putShort(NetifFrontendLayout.PORT, detail)
                .putAddress(NetifFrontendLayout.ADDRESS, octets(vif), 0)
                .putShort(NetifFrontendLayout.BACKEND, vif.backend());
        guest.endpoint().ask(message, answer -> {});
    }

    /**
     * A guest that offers rings when it was not asked to, to a backend that was lost meanwhile, or for an interface it does
     * not have, is not heard.
     */
    void ringsOffered(Peer guest, ControlMessage offer) {
        VirtualInterface vif = find(guest.domain(), offer.getInt(NetifFrontendLayout.HANDLE));
        if (vif == null
                || vif.state() != BackendState.DISCONNECTED
                || vif.lossesInMessage() != offer.getShort(NetifFrontendLayout.OFFER_LOSSES)
                || hypervisor.bind(vif.backend(), vif.domain()) != 0) {
            return;
        }
        vif.setPorts(hypervisor.secondPort(), hypervisor.firstPort());
        vif.setState(BackendState.CONNECTING);
        ControlMessage request = backendRequest(vif, NetifBackendLayout.CONNECT, NetifBackendLayout.CONNECT_SIZE)
                .putInt(NetifBackendLayout.CONNECT_TX, offer.getInt(NetifFrontendLayout.TX))
                .putInt(NetifBackendLayout.CONNECT_RX, offer.getInt(NetifFrontendLayout.RX))
                .putShort(NetifBackendLayout.CONNECT_PORT, vif.backendPort());
        askBackend(vif, request, answer -> connected(vif, answer));
    }

    private VirtualInterface find(int domain, int handle) {
        return interfaces.stream()
                .filter(each -> each.domain() == domain && each.handle() == handle)
                .findFirst()
                .orElse(null);
    }

    private void connected(VirtualInterface vif, ControlMessage answer) {
        if (vif.state() != BackendState.CONNECTING) {
            return;
        }
        int status = answer.result(
                NetifBackendLayout.CONNECT_STATUS, NetifBackendLayout.CONNECT_SIZE, NetifBackendLayout.ERROR);
        if (status != NetifBackendLayout.OKAY) {
            refused(vif);
            return;
        }
        vif.setState(BackendState.CONNECTED);
        tellStatus(vif);
    }

    /** A guest is asked for other rings once; one whose rings are refused again may still offer some by itself. */
    private void refused(VirtualInterface vif) {
        closePorts(vif, true);
        vif.setState(BackendState.DISCONNECTED);
        if (vif.refuse()) {
            tellStatus(vif);
        }
    }

    /** A domain is gone: its interfaces end, and those that it served wait for another backend. */
    void domainIsGone(int domain) {
        for (VirtualInterface vif : List.copyOf(interfaces)) {
            if (vif.domain() == domain) {
                interfaces.remove(vif);
                remove(vif);
            } else if (vif.backend() == domain) {
                lostBackend(vif, false);
            }
        }
    }

    private void lostBackend(VirtualInterface vif, boolean backendLives) {
        closePorts(vif, backendLives);
        vif.lose();
        tell(vif, NetifFrontendLayout.CLOSED, 0);
    }

    /** A dead backend's ports are closed already, and their numbers may be its successor's. */
    private void closePorts(VirtualInterface vif, boolean backendLives) {
        if (!vif.hasPorts()) {
            return;
        }
        if (backendLives) {
            hypervisor.close(vif.backend(), vif.backendPort());
        }
        hypervisor.close(vif.domain(), vif.guestPort());
    }

    private void remove(VirtualInterface vif) {
        boolean made = vif.state() != BackendState.ABSENT;
        boolean bound = vif.hasPorts();
        vif.setState(BackendState.GONE);
        if (made) {
            askBackend(
                    vif,
                    backendRequest(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE),
                    disconnected -> destroy(vif, bound));
        }
    }

    private void destroy(VirtualInterface vif, boolean bound) {
        if (bound) {
            hypervisor.close(vif.backend(), vif.backendPort());
        }
        askBackend(
                vif, backendRequest(vif, NetifBackendLayout.DESTROY, NetifBackendLayout.DESTROY_SIZE), destroyed -> {});
    }
}
