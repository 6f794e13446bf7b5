package io.nodev.devdomain.controller;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.machine.VbdConfig;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * The handshake of every block interface, which is that of the network's with one ring, and the VBDs, which a backend is told
 * one after the other before the guest is told of the interface. An answer that comes after its interface has gone on changes
 * nothing.
 */
final class BlockIntroducer extends HandshakeIntroducer<BlockInterface> {
    private final Set<Integer> frontendsUp = new HashSet<>();
    private final Set<Integer> backendsUp = new HashSet<>();
    private final VbdChanges changes = new VbdChanges(this);
    private volatile List<DiskUse> uses = List.of();

    /**
     * @param peers finds a living domain's channel, or null
     */
    BlockIntroducer(PrivilegedOps hypervisor, IntFunction<Peer> peers) {
        super(hypervisor, peers);
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
        uses = interfaces().stream().flatMap(BlockInterface::uses).toList();
    }

    /** Which sectors the VBDs of living domains use. From any thread. */
    List<DiskUse> uses() {
        return uses;
    }

    private BlockInterface addInterface(int domain, int backend) {
        BlockInterface added = new BlockInterface(domain, backend);
        addInterface(added);
        return added;
    }

    /** Adds an interface without VBDs to a running machine. */
    void introduce(int domain, int backend) {
        BlockInterface added = addInterface(domain, backend);
        if (backendsUp.contains(backend)) {
            create(added);
        }
    }

    /** The interface of a domain, or null. */
    BlockInterface find(int domain) {
        return find(domain, BlockInterface.HANDLE);
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

    @Override
    boolean isFrontendUp(Peer guest) {
        return frontendsUp.contains(guest.domain());
    }

    @Override
    void backendIsUp(Peer backend) {
        backendsUp.add(backend.domain());
        super.backendIsUp(backend);
    }

    @Override
    void backendIsDown(Peer backend) {
        backendsUp.remove(backend.domain());
        super.backendIsDown(backend);
    }

    @Override
    void domainIsGone(int domain) {
        frontendsUp.remove(domain);
        backendsUp.remove(domain);
        super.domainIsGone(domain);
        noteUses();
    }

    @Override
    void lost(BlockInterface lost) {
        changes.lost(lost);
    }

    @Override
    void create(BlockInterface made) {
        made.setState(BackendState.CREATING);
        ask(made, BlkifBackendLayout.CREATE, result -> created(made, result));
    }

    /** Asks for something whose message says nothing but what about; those have one length. */
    private void ask(BlockInterface named, int subtype, IntConsumer onResult) {
        ask(named, BlockRequests.of(named, subtype, BlkifBackendLayout.DESTROY_SIZE), onResult);
    }

    /** As {@link #askBackend}, with what the answer says. */
    void ask(BlockInterface named, ControlMessage request, IntConsumer onResult) {
        askBackend(named, request, answer -> onResult.accept(BlockRequests.result(answer)));
    }

    @Override
    ControlMessage request(BlockInterface about, int subtype, int length) {
        return BlockRequests.of(about, subtype, length);
    }

    @Override
    ControlMessage status(BlockInterface about) {
        return new ControlMessage(
                        ControlType.BLKIF_FE,
                        BlkifFrontendLayout.INTERFACE_STATUS,
                        BlkifFrontendLayout.INTERFACE_STATUS_SIZE)
                .putShort(BlkifFrontendLayout.BACKEND, about.backend());
    }

    @Override
    ControlMessage connect(BlockInterface own, ControlMessage offer) {
        return BlockRequests.of(own, BlkifBackendLayout.CONNECT, BlkifBackendLayout.CONNECT_SIZE)
                .putInt(BlkifBackendLayout.CONNECT_RING, offer.getInt(BlkifFrontendLayout.RING))
                .putInt(BlkifBackendLayout.CONNECT_PORT, own.backendPort());
    }

    @Override
    int connectResult(ControlMessage answer) {
        return BlockRequests.result(answer);
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
        askInTurn(made, requests.iterator(), all -> made(made, all == BlkifBackendLayout.OKAY));
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
        ask(named, requests.next(), result -> {
            if (result == BlkifBackendLayout.OKAY) {
                askInTurn(named, requests, onResult);
            } else {
                onResult.accept(result);
            }
        });
    }

    /** {@inheritDoc} Changes that waited for it go on. */
    @Override
    void made(BlockInterface made, boolean asWanted) {
        if (made.state() == BackendState.CREATING) {
            super.made(made, asWanted);
            changes.made(made);
        }
    }

    /** Tells a guest that its VBDs are others than before. */
    void tellChanged(BlockInterface about) {
        tell(about, BlkifFrontendLayout.CHANGED, 0);
    }
}
