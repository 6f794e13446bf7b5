package io.nodev.devdomain.controller;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.grant.GrantMapper;
import io.nodev.devdomain.layout.BlkifBackendLayout;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Introduces frontends to backends, in the control domain and on its virtual CPU.
 *
 * <p>Per interface: once its backend is up, the backend is asked to create it; once that is done and the guest's driver
 * is up, the guest is told that it is disconnected; the guest offers rings, the controller makes an event channel and
 * asks the backend to connect; that done, the guest is told that it is connected, and by which port. When a guest dies its
 * backend is asked to disconnect and remove the interface; when a backend dies or goes down its guests are told that theirs
 * are closed, and when it is up again they are connected anew. A backend that does not answer in time is found. Source: tools/python/xen/xend/server/netif.py at
 * 5c70ae783d; that a backend which comes up has its interfaces again, tools/xend/lib/manager.py at 3e820c5dae.
 */
public final class DomainController implements VirtualCpu {
    private static final int FRONTEND_STATUS = ControlType.NETIF_FE << 16
            | NetifFrontendLayout.DRIVER_STATUS << 8
            | NetifFrontendLayout.DRIVER_STATUS_SIZE;
    private static final int RINGS_OFFERED = ControlType.NETIF_FE << 16
            | NetifFrontendLayout.INTERFACE_CONNECT << 8
            | NetifFrontendLayout.INTERFACE_CONNECT_SIZE;
    private static final int BACKEND_STATUS =
            ControlType.NETIF_BE << 16 | NetifBackendLayout.DRIVER_STATUS << 8 | NetifBackendLayout.DRIVER_STATUS_SIZE;

    private static final int BLOCK_FRONTEND_STATUS = ControlType.BLKIF_FE << 16
            | BlkifFrontendLayout.DRIVER_STATUS << 8
            | BlkifFrontendLayout.DRIVER_STATUS_SIZE;
    private static final int BLOCK_RING_OFFERED = ControlType.BLKIF_FE << 16
            | BlkifFrontendLayout.INTERFACE_CONNECT << 8
            | BlkifFrontendLayout.INTERFACE_CONNECT_SIZE;
    private static final int BLOCK_BACKEND_STATUS =
            ControlType.BLKIF_BE << 16 | BlkifBackendLayout.DRIVER_STATUS << 8 | BlkifBackendLayout.DRIVER_STATUS_SIZE;

    private final GuestKernel kernel;
    private final GrantMapper mapper;
    private final PrivilegedOps hypervisor;
    private final Introducer introducer;
    private final BlockIntroducer block;
    private final List<Peer> peers = new ArrayList<>();
    private final Queue<RateChange> rateChanges = new ConcurrentLinkedQueue<>();
    private AnswerLimit limit;
    private boolean domainDied;
    private volatile boolean lookDue;

    /**
     * The controller in the domain of {@code kernel}, which must be privileged, knowing nobody.
     *
     * @throws IllegalStateException if the domain has no port left
     */
    public DomainController(GuestKernel kernel) {
        this.kernel = kernel;
        this.mapper = new GrantMapper(kernel);
        this.hypervisor = new PrivilegedOps(kernel);
        this.introducer = new Introducer(hypervisor, this::find);
        this.block = new BlockIntroducer(hypervisor, this::find);
        int port = kernel.bindVirq(Virq.DOMAIN_EXCEPTION, () -> domainDied = true);
        if (port < 0) {
            throw new IllegalStateException("no port for the deaths of domains: error=" + port);
        }
    }

    private Peer find(int domain) {
        for (Peer peer : peers) {
            if (peer.domain() == domain) {
                return peer;
            }
        }
        return null;
    }

    /**
     * Opens the control channel of a new domain, which may have the id of a dead one.
     *
     * @param reference the grant by which that domain lets the control domain map its shared-info page
     * @return the domain's port of the channel, to be handed to it when it starts
     * @throws IllegalStateException if the page cannot be mapped or no port is free
     */
    public int introduce(int domain, int reference) {
        forgetDead();
        int page = kernel.mappings().take();
        int mapping = mapper.map(domain, reference, page, false);
        int bound = hypervisor.bind(kernel.gate().domain(), domain);
        if (mapping == GrantMapper.REFUSED || bound != 0) {
            throw new IllegalStateException("no control channel to the domain: domain=" + domain);
        }
        int theirPort = hypervisor.secondPort();
        Peer peer = new Peer(domain, hypervisor.firstPort(), mapping, page);
        peer.setEndpoint(ControlEndpoint.ofController(kernel, page, peer.port(), message -> handle(peer, message)));
        peers.add(peer);
        return theirPort;
    }

    /** Adds an interface that a domain is to have. Call before the domain runs. */
    public void addInterface(int domain, int handle, int backend, MacAddress address) {
        introducer.addInterface(new VirtualInterface(domain, handle, backend, address));
    }

    /** Adds a VBD that a domain is to have; all of a domain's have one backend. Call before the domain runs. */
    public void addVbd(int domain, VbdConfig vbd) {
        block.add(domain, vbd);
    }

    /**
     * Has a VBD of a living guest changed. From any thread; done in turns of the control domain, for which the caller wakes it.
     */
    public void change(VbdChange change) {
        block.changes().ask(change);
    }

    /**
     * Limits what an interface's guest may send, or changes that limit. From any thread; done in the control domain's next
     * turn, for which the caller wakes it. A backend that makes the interface later is told as well. An interface whose
     * backend refuses the limit is closed until that comes up again. There must be such an interface, or nothing happens.
     */
    public void limit(RateChange change) {
        rateChanges.add(change);
    }

    /** Sets when a backend counts as hung; before the controller has a turn. Without, none does. */
    public void limitAnswers(AnswerLimit answers) {
        limit = answers;
    }

    /** From now on a domain that was introduced has a backend that is asked whether it lives, until the domain dies. */
    public void watch(int domain) {
        Peer peer = find(domain);
        peer.setProbe(new Probe(peer.endpoint()));
    }

    /**
     * Has the controller look in its next turn, for which the caller wakes it, at what the backends that it watches have
     * answered. From any thread.
     */
    public void lookSoon() {
        lookDue = true;
    }

    /** How often a living domain broke the protocol of its control channel; 0 for one that has none. */
    public long violations(int domain) {
        Peer peer = find(domain);
        return peer == null ? 0 : peer.endpoint().violations();
    }

    /** Whether every interface of living domains is connected. */
    public boolean allConnected() {
        return introducer.areAllConnected() && block.areAllConnected();
    }

    /** The interfaces of living domains, in order of being added. Allocates. */
    public List<InterfaceStatus> interfaces() {
        return introducer.statuses();
    }

    /** Which sectors the VBDs of living domains use, whether their backends are up or not. From any thread. */
    public List<DiskUse> uses() {
        return block.uses();
    }

    /** The block interfaces of living domains, in order of being added. Allocates. */
    public List<InterfaceStatus> blockInterfaces() {
        return block.statuses();
    }

    /** {@inheritDoc} Takes messages of every domain, and forgets domains that are gone. */
    @Override
    public boolean run(int budget) {
        if (domainDied) {
            domainDied = false;
            forgetDead();
        }
        for (RateChange next = rateChanges.poll(); next != null; next = rateChanges.poll()) {
            introducer.limit(next);
        }
        block.changes().begin();
        boolean more = false;
        for (int i = 0; i < peers.size(); i++) {
            more |= peers.get(i).endpoint().run(budget);
        }
        if (lookDue && limit != null) {
            lookDue = false;
            look(limit.clock().nanos());
        }
        return more;
    }

    /** After all answers that are there were taken. */
    private void look(long nowNanos) {
        for (Peer peer : peers) {
            if (peer.probe() != null) {
                long turn = limit.turns().applyAsLong(peer.domain());
                long forNanos = peer.probe().look(turn, nowNanos, limit.nanos());
                if (forNanos != Probe.IN_TIME) {
                    limit.onHang().accept(new Hang(peer.domain(), turn, forNanos));
                }
            }
        }
    }

    /** The length that a message must have is part of what it is; any other is answered with length 0. */
    private boolean handle(Peer peer, ControlMessage message) {
        switch (kind(message.type(), message.subtype(), message.length())) {
            case FRONTEND_STATUS -> introducer.frontendIsUp(peer, message);
            case RINGS_OFFERED -> introducer.ringsOffered(peer, message);
            case BACKEND_STATUS -> backendStatus(peer, message);
            case BLOCK_FRONTEND_STATUS -> block.frontendIsUp(peer, message);
            case BLOCK_RING_OFFERED -> block.ringsOffered(peer, message);
            case BLOCK_BACKEND_STATUS -> blockBackendStatus(peer, message);
            default -> message.setLength(0);
        }
        return true;
    }

    private static int kind(int type, int subtype, int length) {
        return type << 16 | subtype << 8 | length;
    }

    private void backendStatus(Peer peer, ControlMessage message) {
        if (message.getInt(0) == NetifBackendLayout.UP) {
            introducer.backendIsUp(peer);
        } else {
            introducer.backendIsDown(peer);
        }
    }

    private void blockBackendStatus(Peer peer, ControlMessage message) {
        if (message.getInt(0) == BlkifBackendLayout.UP) {
            block.backendIsUp(peer);
        } else {
            block.backendIsDown(peer);
        }
    }

    private void forgetDead() {
        for (Peer peer : List.copyOf(peers)) {
            if (!hypervisor.hasPeer(peer.port())) {
                forget(peer);
            }
        }
    }

    private void forget(Peer peer) {
        peers.remove(peer);
        peer.endpoint().close();
        hypervisor.close(kernel.gate().domain(), peer.port());
        mapper.unmap(peer.mapping());
        kernel.mappings().give(peer.sharedInfo());
        introducer.domainIsGone(peer.domain());
        block.domainIsGone(peer.domain());
    }
}
