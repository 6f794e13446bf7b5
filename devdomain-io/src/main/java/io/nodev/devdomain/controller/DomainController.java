package io.nodev.devdomain.controller;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.controller.VirtualInterface.BackendState;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Introduces frontends to backends, in the control domain and on its virtual CPU.
 *
 * <p>Per interface: once its backend is up, the backend is asked to create it; once that is done and the guest's driver
 * is up, the guest is told that it is disconnected; the guest offers rings, the controller makes an event channel and
 * asks the backend to connect; that done, the guest is told that it is connected, and by which port. Source:
 * tools/python/xen/xend/server/netif.py at 5c70ae783d.
 */
public final class DomainController implements VirtualCpu {
    private static final int STATUS_WORD = NetifBackendLayout.CREATE_STATUS;

    private final GuestKernel kernel;
    private final GrantMapper mapper;
    private final PrivilegedOps hypervisor;
    private final Map<Integer, Peer> peers = new TreeMap<>();
    private final List<VirtualInterface> interfaces = new ArrayList<>();

    /** A domain as the controller reaches it. */
    private static final class Peer {
        private final int domain;
        private final int port;
        private final int mapping;
        private final int sharedInfo;
        private ControlEndpoint endpoint;
        private boolean frontendUp;
        private boolean backendUp;

        Peer(int domain, int port, int mapping, int sharedInfo) {
            this.domain = domain;
            this.port = port;
            this.mapping = mapping;
            this.sharedInfo = sharedInfo;
        }
    }

    /** The controller in the domain of {@code kernel}, which must be privileged, knowing nobody. */
    public DomainController(GuestKernel kernel) {
        this.kernel = kernel;
        this.mapper = new GrantMapper(kernel);
        this.hypervisor = new PrivilegedOps(kernel);
    }

    /**
     * Opens the control channel of a new domain.
     *
     * @param reference the grant by which that domain lets the control domain map its shared-info page
     * @return the domain's port of the channel, to be handed to it when it starts
     * @throws IllegalStateException if the page cannot be mapped or no port is free
     */
    public int introduce(int domain, int reference) {
        int page = kernel.mappings().take();
        int mapping = mapper.map(domain, reference, page, false);
        int bound = hypervisor.bind(kernel.gate().domain(), domain);
        if (mapping == GrantMapper.REFUSED || bound != 0) {
            throw new IllegalStateException("no control channel to the domain: domain=" + domain);
        }
        Peer peer = new Peer(domain, hypervisor.firstPort(), mapping, page);
        peer.endpoint = ControlEndpoint.ofController(kernel, page, peer.port, message -> handle(peer, message));
        kernel.onPort(peer.port, () -> {});
        peers.put(domain, peer);
        return hypervisor.secondPort();
    }

    /** Adds an interface that a domain is to have. Call before the domain runs. */
    public void addInterface(int domain, int handle, int backend, MacAddress address) {
        interfaces.add(new VirtualInterface(domain, handle, backend, address));
    }

    /** Whether every interface of living domains is connected. */
    public boolean allConnected() {
        return interfaces.stream().allMatch(each -> each.state() == BackendState.CONNECTED);
    }

    /** {@inheritDoc} Takes messages of every domain, and notices domains that are gone. */
    @Override
    public boolean run(int budget) {
        boolean more = false;
        for (Peer peer : List.copyOf(peers.values())) {
            if (hypervisor.hasPeer(peer.port)) {
                more |= peer.endpoint.run(budget);
            } else {
                forget(peer);
            }
        }
        return more;
    }

    private boolean handle(Peer peer, ControlMessage message) {
        int kind = message.type() << 16 | message.subtype() << 8 | message.length();
        if (kind
                == kind(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.DRIVER_STATUS,
                        NetifFrontendLayout.DRIVER_STATUS_SIZE)) {
            frontendIsUp(peer, message);
        } else if (kind
                == kind(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_CONNECT,
                        NetifFrontendLayout.INTERFACE_CONNECT_SIZE)) {
            connect(find(peer.domain, message.getInt(NetifFrontendLayout.HANDLE)), message);
        } else if (kind
                == kind(
                        ControlType.NETIF_BE,
                        NetifBackendLayout.DRIVER_STATUS,
                        NetifBackendLayout.DRIVER_STATUS_SIZE)) {
            backendIsUp(peer, message.getInt(0) == NetifBackendLayout.UP);
        } else {
            message.setLength(0);
        }
        return true;
    }

    private static int kind(int type, int subtype, int length) {
        return type << 16 | subtype << 8 | length;
    }

    private VirtualInterface find(int domain, int handle) {
        return interfaces.stream()
                .filter(each -> each.domain() == domain && each.handle() == handle)
                .findFirst()
                .orElse(null);
    }

    private void frontendIsUp(Peer peer, ControlMessage message) {
        peer.frontendUp = message.getInt(NetifFrontendLayout.DRIVER) == NetifBackendLayout.UP;
        List<VirtualInterface> own =
                interfaces.stream().filter(each -> each.domain() == peer.domain).toList();
        message.putInt(NetifFrontendLayout.INTERFACES, own.size());
        own.forEach(this::tellDisconnected);
    }

    private void backendIsUp(Peer peer, boolean up) {
        peer.backendUp = up;
        if (up) {
            interfaces.stream()
                    .filter(each -> each.backend() == peer.domain && each.state() == BackendState.ABSENT)
                    .forEach(this::create);
        }
    }

    private void create(VirtualInterface vif) {
        byte[] address = new byte[MacAddress.LENGTH];
        vif.address().put(address, 0);
        vif.setState(BackendState.CREATING);
        ControlMessage request = backendRequest(vif, NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE)
                .putAddress(NetifBackendLayout.CREATE_ADDRESS, address, 0);
        askBackend(vif, request, answer -> created(vif, answer.getInt(STATUS_WORD)));
    }

    private static ControlMessage backendRequest(VirtualInterface vif, int subtype, int length) {
        return new ControlMessage(ControlType.NETIF_BE, subtype, length)
                .putShort(NetifBackendLayout.DOMAIN, vif.domain())
                .putInt(NetifBackendLayout.HANDLE, vif.handle());
    }

    private void askBackend(VirtualInterface vif, ControlMessage request, ControlEndpoint.AnswerHandler onAnswer) {
        Peer backend = peers.get(vif.backend());
        if (backend != null) {
            backend.endpoint.ask(request, onAnswer);
        }
    }

    private void created(VirtualInterface vif, int status) {
        boolean there = status == NetifBackendLayout.OKAY || status == NetifBackendLayout.INTERFACE_EXISTS;
        vif.setState(there ? BackendState.DISCONNECTED : BackendState.ABSENT);
        tellDisconnected(vif);
    }

    private void tellDisconnected(VirtualInterface vif) {
        Peer guest = peers.get(vif.domain());
        if (guest != null && guest.frontendUp && vif.state() == BackendState.DISCONNECTED) {
            tellFrontend(guest, vif, NetifFrontendLayout.DISCONNECTED);
        }
    }

    private static void tellFrontend(Peer guest, VirtualInterface vif, int status) {
        byte[] address = new byte[MacAddress.LENGTH];
        vif.address().put(address, 0);
        ControlMessage message = new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_STATUS,
                        NetifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(NetifFrontendLayout.HANDLE, vif.handle())
                .putInt(NetifFrontendLayout.STATUS, status)
                .putShort(NetifFrontendLayout.PORT, vif.guestPort())
                .putAddress(NetifFrontendLayout.ADDRESS, address, 0)
                .putShort(NetifFrontendLayout.BACKEND, vif.backend());
        guest.endpoint.ask(message, answer -> {});
    }

    /** A guest that offers rings when it was not asked to, or for an interface it does not have, is not heard. */
    private void connect(VirtualInterface vif, ControlMessage offer) {
        if (vif == null || vif.state() != BackendState.DISCONNECTED) {
            return;
        }
        if (hypervisor.bind(vif.backend(), vif.domain()) != 0) {
            return;
        }
        vif.setPorts(hypervisor.secondPort(), hypervisor.firstPort());
        vif.setState(BackendState.CONNECTING);
        ControlMessage request = backendRequest(vif, NetifBackendLayout.CONNECT, NetifBackendLayout.CONNECT_SIZE)
                .putInt(NetifBackendLayout.CONNECT_TX, offer.getInt(NetifFrontendLayout.TX))
                .putInt(NetifBackendLayout.CONNECT_RX, offer.getInt(NetifFrontendLayout.RX))
                .putShort(NetifBackendLayout.CONNECT_PORT, vif.backendPort());
        askBackend(vif, request, answer -> connected(vif, answer.getInt(NetifBackendLayout.CONNECT_STATUS)));
    }

    private void connected(VirtualInterface vif, int status) {
        if (status != NetifBackendLayout.OKAY) {
            hypervisor.close(vif.backend(), vif.backendPort());
            hypervisor.close(vif.domain(), vif.guestPort());
            vif.setState(BackendState.DISCONNECTED);
            return;
        }
        vif.setState(BackendState.CONNECTED);
        Peer guest = peers.get(vif.domain());
        if (guest != null) {
            tellFrontend(guest, vif, NetifFrontendLayout.CONNECTED);
        }
    }

    /** A domain is gone: its backends' ends are disconnected and removed, its channel is closed. */
    private void forget(Peer peer) {
        peers.remove(peer.domain);
        peer.endpoint.close();
        hypervisor.close(kernel.gate().domain(), peer.port);
        mapper.unmap(peer.mapping);
        kernel.mappings().give(peer.sharedInfo);
        for (VirtualInterface vif : List.copyOf(interfaces)) {
            if (vif.domain() == peer.domain) {
                interfaces.remove(vif);
                remove(vif);
            }
        }
    }

    private void remove(VirtualInterface vif) {
        if (vif.state() == BackendState.ABSENT) {
            return;
        }
        vif.setState(BackendState.CLOSING);
        askBackend(
                vif,
                backendRequest(vif, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE),
                disconnected -> {
                    hypervisor.close(vif.backend(), vif.backendPort());
                    askBackend(
                            vif,
                            backendRequest(vif, NetifBackendLayout.DESTROY, NetifBackendLayout.DESTROY_SIZE),
                            destroyed -> {});
                });
    }
}
