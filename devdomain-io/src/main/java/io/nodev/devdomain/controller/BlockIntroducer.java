package io.nodev.devdomain.controller;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.machine.VbdConfig;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * The handshake of every block interface, which is that of the network's with one ring, and the VBDs, which a backend is told
 * one after the other before the guest is told of the interface. An answer that comes after its interface has gone on changes
 * nothing.
 */
final class BlockIntroducer {
    private final PrivilegedOps hypervisor;
    private final IntFunction<Peer> peers;
    private final List<BlockInterface> interfaces = new ArrayList<>();
    private final Set<Integer> frontendsUp = new HashSet<>();
    private final Set<Integer> backendsUp = new HashSet<>();
    private final VbdChanges changes = new VbdChanges(this);
    private volatile List<DiskUse> uses = List.of();

    /**
     * @param peers finds a living domain's channel, or null
     */
    BlockIntroducer(PrivilegedOps hypervisor, IntFunction<Peer> peers) {
        this.hypervisor = hypervisor;
        this.peers = peers;
    }

    VbdChanges changes() {
        return changes;
    }

    /** Adds a VBD that a domain is to have, and its interface with the first. */
    void add(int domain, VbdConfig vbd) {
        BlockInterface found = find(domain);
        if (found == null) {
            found = addInterface(domain, vbd.backend());
        }
        found.put(vbd);
        noteUses();
    }

    /** Tells those who ask for them that VBDs are others than before. */
    void noteUses() {
        uses = interfaces.stream().flatMap(BlockInterface::uses).toList();
    }

    /** Which sectors the VBDs of living domains use. From any thread. */
    List<DiskUse> uses() {
        return uses;
    }

    private BlockInterface addInterface(int domain, int backend) {
        BlockInterface added = new BlockInterface(domain, backend);
        interfaces.add(added);
        return added;
    }

    /** Adds an interface without VBDs to a running machine. */
    void introduce(int domain, int backend) {
        BlockInterface added = addInterface(domain, backend);
        if (backendsUp.contains(backend)) {
            create(added);
        }
    }

    /** The interfaces of living domains, in order of being added. */
    List<InterfaceStatus> statuses() {
        return interfaces.stream()
                .map(each -> new InterfaceStatus(
                        each.domain(),
                        BlockInterface.HANDLE,
                        each.backend(),
                        each.state().name().toLowerCase(Locale.ROOT),
                        each.losses()))
                .toList();
    }

    boolean areAllConnected() {
        return interfaces.stream().allMatch(each -> each.state() == BackendState.CONNECTED);
    }

    /** The interface of a domain, or null. */
    BlockInterface find(int domain) {
        return interfaces.stream()
                .filter(each -> each.domain() == domain)
                .findFirst()
                .orElse(null);
    }

    boolean isUp(int backend) {
        return backendsUp.contains(backend);
    }

    /** A guest's driver came up or went down: the answer says how many interfaces it has, and it is told where that stands. */
    void frontendIsUp(Peer guest, ControlMessage message) {
        if (message.getInt(BlkifFrontendLayout.DRIVER) == BlkifBackendLayout.UP) {
            frontendsUp.add(guest.domain());
        } else {
            frontendsUp.remove(guest.domain());
        }
        BlockInterface own = find(guest.domain());
        message.putInt(BlkifFrontendLayout.INTERFACES, own == null ? 0 : 1);
        if (own != null) {
            tellStatus(own);
        }
    }

    /** A backend came up: what it is to serve is made, though it was made and connected before. */
    void backendIsUp(Peer backend) {
        backendsUp.add(backend.domain());
        for (BlockInterface each : servedBy(backend.domain())) {
            if (each.state() != BackendState.ABSENT) {
                closePorts(each, true);
                lose(each);
            }
            create(each);
        }
    }

    /** A backend went down: its guests are told that their interfaces are closed. */
    void backendIsDown(Peer backend) {
        backendsUp.remove(backend.domain());
        servedBy(backend.domain()).forEach(each -> lostBackend(each, true));
    }

    private void lose(BlockInterface lost) {
        lost.lose();
        changes.lost(lost);
    }

    private List<BlockInterface> servedBy(int backend) {
        return interfaces.stream().filter(each -> each.backend() == backend).toList();
    }

    private void create(BlockInterface made) {
        made.setState(BackendState.CREATING);
        ask(made, BlkifBackendLayout.CREATE, result -> created(made, result));
    }

    /** Asks for something whose message says nothing but what about; those have one length. */
    private void ask(BlockInterface named, int subtype, IntConsumer onResult) {
        askBackend(named, BlockRequests.of(named, subtype, BlkifBackendLayout.DESTROY_SIZE), onResult);
    }

    /** A backend that does not listen any more is taken for one that failed. */
    void askBackend(BlockInterface named, ControlMessage request, IntConsumer onResult) {
        Peer backend = peers.apply(named.backend());
        int losses = named.losses();
        if (backend == null) {
            return;
        }
        ControlEndpoint.AnswerHandler onAnswer = answer -> {
            if (named.losses() == losses) {
                onResult.accept(BlockRequests.result(answer));
            }
        };
        if (!backend.endpoint().ask(request, onAnswer)) {
            onResult.accept(BlkifBackendLayout.ERROR);
        }
    }

    /** One that is there already is removed and made again, so that its VBDs are those wanted. */
    private void created(BlockInterface made, int result) {
        if (made.state() != BackendState.CREATING) {
            return;
        }
        if (result == BlkifBackendLayout.INTERFACE_EXISTS) {
            ask(
                    made,
                    BlkifBackendLayout.DISCONNECT,
                    closed -> ask(
                            made,
                            BlkifBackendLayout.DESTROY,
                            destroyed -> ask(made, BlkifBackendLayout.CREATE, again -> makeVbds(made, again))));
        } else {
            makeVbds(made, result);
        }
    }

    private void makeVbds(BlockInterface made, int result) {
        if (made.state() != BackendState.CREATING) {
            return;
        }
        if (result != BlkifBackendLayout.OKAY) {
            made.setState(BackendState.ABSENT);
            return;
        }
        List<ControlMessage> requests = new ArrayList<>();
        made.vbds().forEach(vbd -> requests.addAll(BlockRequests.make(made, vbd)));
        askInTurn(made, requests.iterator(), all -> this.made(made, all));
    }

    /**
     * Asks for one after the other until one is refused.
     *
     * @param onResult gets the result of the last
     */
    void askInTurn(BlockInterface named, Iterator<ControlMessage> requests, IntConsumer onResult) {
        if (!requests.hasNext()) {
            onResult.accept(BlkifBackendLayout.OKAY);
            return;
        }
        askBackend(named, requests.next(), result -> {
            if (result == BlkifBackendLayout.OKAY) {
                askInTurn(named, requests, onResult);
            } else {
                onResult.accept(result);
            }
        });
    }

    /** An interface whose VBDs could not all be made is not offered to its guest. */
    private void made(BlockInterface made, int result) {
        if (made.state() == BackendState.CREATING) {
            boolean asWanted = result == BlkifBackendLayout.OKAY;
            made.setState(asWanted ? BackendState.DISCONNECTED : BackendState.ABSENT);
            tellStatus(made);
            changes.made(made);
        }
    }

    /** Tells a guest whose driver is up where its interface stands, unless that is about to change. */
    private void tellStatus(BlockInterface about) {
        if (about.state() == BackendState.DISCONNECTED) {
            tell(about, BlkifFrontendLayout.DISCONNECTED, about.lossesInMessage());
        } else if (about.state() == BackendState.CONNECTED) {
            tell(about, BlkifFrontendLayout.CONNECTED, about.guestPort());
        }
    }

    /** Tells a guest that its VBDs are others than before. */
    void tellChanged(BlockInterface about) {
        tell(about, BlkifFrontendLayout.CHANGED, 0);
    }

    /**
     * @param detail the port, or how often the backend was lost
     */
    private void tell(BlockInterface about, int status, int detail) {
        Peer guest = peers.apply(about.domain());
        if (guest == null || !frontendsUp.contains(about.domain())) {
            return;
        }
        ControlMessage message = new ControlMessage(
                        ControlType.BLKIF_FE,
                        BlkifFrontendLayout.INTERFACE_STATUS,
                        BlkifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putInt(BlkifFrontendLayout.HANDLE, BlockInterface.HANDLE)
                .putInt(BlkifFrontendLayout.STATUS, status)
                .putShort(BlkifFrontendLayout.PORT, detail)
                .putShort(BlkifFrontendLayout.BACKEND, about.backend());
        guest.endpoint().ask(message, answer -> {});
    }

    /**
     * A guest that offers a ring when it was not asked to, to a backend that was lost meanwhile, or for an interface it does
     * not have, is not heard.
     */
    void ringOffered(Peer guest, ControlMessage offer) {
        BlockInterface own = find(guest.domain());
        if (own == null
                || offer.getInt(BlkifFrontendLayout.HANDLE) != BlockInterface.HANDLE
                || own.state() != BackendState.DISCONNECTED
                || own.lossesInMessage() != offer.getShort(BlkifFrontendLayout.OFFER_LOSSES)
                || hypervisor.bind(own.backend(), own.domain()) != 0) {
            return;
        }
        own.setPorts(hypervisor.secondPort(), hypervisor.firstPort());
        own.setState(BackendState.CONNECTING);
        ControlMessage request = BlockRequests.of(own, BlkifBackendLayout.CONNECT, BlkifBackendLayout.CONNECT_SIZE)
                .putInt(BlkifBackendLayout.CONNECT_RING, offer.getInt(BlkifFrontendLayout.RING))
                .putInt(BlkifBackendLayout.CONNECT_PORT, own.backendPort());
        askBackend(own, request, result -> connected(own, result));
    }

    private void connected(BlockInterface own, int result) {
        if (own.state() != BackendState.CONNECTING) {
            return;
        }
        if (result != BlkifBackendLayout.OKAY) {
            refused(own);
            return;
        }
        own.setState(BackendState.CONNECTED);
        tellStatus(own);
    }

    /** A guest is asked for another ring once; one whose ring is refused again may still offer one by itself. */
    private void refused(BlockInterface own) {
        closePorts(own, true);
        own.setState(BackendState.DISCONNECTED);
        if (own.refuse()) {
            tellStatus(own);
        }
    }

    /** A domain is gone: its interface ends, and those that it served wait for another backend. */
    void domainIsGone(int domain) {
        frontendsUp.remove(domain);
        backendsUp.remove(domain);
        for (BlockInterface each : List.copyOf(interfaces)) {
            if (each.domain() == domain) {
                interfaces.remove(each);
                noteUses();
                remove(each);
            } else if (each.backend() == domain) {
                lostBackend(each, false);
            }
        }
    }

    private void lostBackend(BlockInterface lost, boolean backendLives) {
        closePorts(lost, backendLives);
        lose(lost);
        tell(lost, BlkifFrontendLayout.CLOSED, 0);
    }

    /** A dead backend's ports are closed already, and their numbers may be its successor's. */
    private void closePorts(BlockInterface closed, boolean backendLives) {
        if (!closed.hasPorts()) {
            return;
        }
        if (backendLives) {
            hypervisor.close(closed.backend(), closed.backendPort());
        }
        hypervisor.close(closed.domain(), closed.guestPort());
    }

    private void remove(BlockInterface gone) {
        boolean made = gone.state() != BackendState.ABSENT;
        boolean bound = gone.hasPorts();
        gone.setState(BackendState.GONE);
        changes.lost(gone);
        if (made) {
            ask(gone, BlkifBackendLayout.DISCONNECT, disconnected -> destroy(gone, bound));
        }
    }

    private void destroy(BlockInterface gone, boolean bound) {
        if (bound) {
            hypervisor.close(gone.backend(), gone.backendPort());
        }
        ask(gone, BlkifBackendLayout.DESTROY, destroyed -> {});
    }
}
