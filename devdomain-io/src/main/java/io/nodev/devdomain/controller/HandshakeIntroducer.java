package io.nodev.devdomain.controller;

import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BackendLayout;
import io.nodev.devdomain.layout.FrontendLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The handshake of every interface of a kind, in turns of the control domain. An answer that comes after its interface has gone
 * on changes nothing.
 *
 * @param <I> an interface
 */
abstract class HandshakeIntroducer<I extends Handshake> {
    private final PrivilegedOps hypervisor;
    private final IntFunction<Peer> peers;
    private final List<I> interfaces = new ArrayList<>();

    /**
     * @param peers finds a living domain's channel, or null
     */
    HandshakeIntroducer(PrivilegedOps hypervisor, IntFunction<Peer> peers) {
        this.hypervisor = hypervisor;
        this.peers = peers;
    }

    /** A request of that kind's backends about an interface. */
    abstract ControlMessage request(I about, int subtype, int length);

    /** Asks a backend to make an interface as it is to be; {@link #made} tells when it has. */
    abstract void create(I made);

    /** What tells a guest where an interface stands, without its state and the detail. */
    abstract ControlMessage status(I about);

    /** The request that connects an interface to what its guest offers. */
    abstract ControlMessage connect(I about, ControlMessage offer);

    /** The result in an answer to that; an error for one that was not understood. */
    abstract int connectResult(ControlMessage answer);

    abstract boolean isFrontendUp(Peer guest);

    /** An interface was lost by its backend, or is gone. */
    void lost(I lost) {}

    final void addInterface(I added) {
        interfaces.add(added);
    }

    /** All of living domains, in order of being added. */
    final List<I> interfaces() {
        return interfaces;
    }

    /** The interfaces of living domains, in order of being added. */
    final List<InterfaceStatus> statuses() {
        return interfaces.stream()
                .map(each -> new InterfaceStatus(
                        each.domain(),
                        each.handle(),
                        each.backend(),
                        each.state().name().toLowerCase(Locale.ROOT),
                        each.losses()))
                .toList();
    }

    final boolean areAllConnected() {
        return interfaces.stream().allMatch(each -> each.state() == BackendState.CONNECTED);
    }

    /** The interface of a domain by number, or null. */
    final I find(int domain, int handle) {
        return interfaces.stream()
                .filter(each -> each.domain() == domain && each.handle() == handle)
                .findFirst()
                .orElse(null);
    }

    private List<I> servedBy(int backend) {
        return interfaces.stream().filter(each -> each.backend() == backend).toList();
    }

    /** A backend came up: what it is to serve is made, though it was made and connected before. */
    void backendIsUp(Peer backend) {
        for (I each : servedBy(backend.domain())) {
            if (each.state() != BackendState.ABSENT) {
                closePorts(each, true);
                lose(each);
            }
            create(each);
        }
    }

    /** A backend went down: its guests are told that their interfaces are closed. */
    void backendIsDown(Peer backend) {
        servedBy(backend.domain()).forEach(each -> lostBackend(each, true));
    }

    private void lose(I lost) {
        lost.lose();
        lost(lost);
    }

    /**
     * Asks a backend. One that does not listen any more is taken for one that failed: the answer is the request with length 0.
     */
    final void askBackend(I named, ControlMessage request, ControlEndpoint.AnswerHandler onAnswer) {
        Peer backend = peers.apply(named.backend());
        int losses = named.losses();
        if (backend == null) {
            return;
        }
        boolean asked = backend.endpoint().ask(request, answer -> {
            if (named.losses() == losses) {
                onAnswer.answered(answer);
            }
        });
        if (!asked) {
            request.setLength(0);
            onAnswer.answered(request);
        }
    }

    /** An interface that could not be made as it is to be is not offered to its guest. */
    void made(I made, boolean asWanted) {
        if (made.state() == BackendState.CREATING) {
            made.setState(asWanted ? BackendState.DISCONNECTED : BackendState.ABSENT);
            tellStatus(made);
        }
    }

    /** Tells a guest whose driver is up where an interface stands, unless that is about to change. */
    final void tellStatus(I about) {
        if (about.state() == BackendState.DISCONNECTED) {
            tell(about, FrontendLayout.DISCONNECTED, about.lossesInMessage());
        } else if (about.state() == BackendState.CONNECTED) {
            tell(about, FrontendLayout.CONNECTED, about.guestPort());
        }
    }

    /**
     * @param detail the port, or how often the backend was lost
     */
    final void tell(I about, int status, int detail) {
        Peer guest = peers.apply(about.domain());
        if (guest == null || !isFrontendUp(guest)) {
            return;
        }
        ControlMessage message = status(about)
                .putInt(FrontendLayout.HANDLE, about.handle())
                .putInt(FrontendLayout.STATUS, status)
                .putShort(FrontendLayout.PORT, detail);
        guest.endpoint().ask(message, answer -> {});
    }

    /**
     * A guest that offers rings when it was not asked to, to a backend that was lost meanwhile, or for an interface it does
     * not have, is not heard.
     */
    final void ringsOffered(Peer guest, ControlMessage offer) {
        I own = find(guest.domain(), offer.getInt(FrontendLayout.HANDLE));
        if (own == null
                || own.state() != BackendState.DISCONNECTED
                || own.lossesInMessage() != offer.getShort(FrontendLayout.OFFER_LOSSES)
                || hypervisor.bind(own.backend(), own.domain()) != 0) {
            return;
        }
        own.setPorts(hypervisor.secondPort(), hypervisor.firstPort());
        own.setState(BackendState.CONNECTING);
        askBackend(own, connect(own, offer), answer -> connected(own, connectResult(answer)));
    }

    private void connected(I own, int result) {
        if (own.state() != BackendState.CONNECTING) {
            return;
        }
        if (result != BackendLayout.OKAY) {
            refused(own);
            return;
        }
        own.setState(BackendState.CONNECTED);
        tellStatus(own);
    }

    /** A guest is asked for other rings once; one whose rings are refused again may still offer some by itself. */
    private void refused(I own) {
        closePorts(own, true);
        own.setState(BackendState.DISCONNECTED);
        if (own.refuse()) {
            tellStatus(own);
        }
    }

    /** A domain is gone: its interfaces end, and those that it served wait for another backend. */
    void domainIsGone(int domain) {
        for (I each : List.copyOf(interfaces)) {
            if (each.domain() == domain) {
                interfaces.remove(each);
                remove(each);
            } else if (each.backend() == domain) {
                lostBackend(each, false);
            }
        }
    }

    final void lostBackend(I lost, boolean backendLives) {
        closePorts(lost, backendLives);
        lose(lost);
        tell(lost, FrontendLayout.CLOSED, 0);
    }

    /** A dead backend's ports are closed already, and their numbers may be its successor's. */
    private void closePorts(I closed, boolean backendLives) {
        if (!closed.hasPorts()) {
            return;
        }
        if (backendLives) {
            hypervisor.close(closed.backend(), closed.backendPort());
        }
        hypervisor.close(closed.domain(), closed.guestPort());
    }

    private void remove(I gone) {
        boolean made = gone.state() != BackendState.ABSENT;
        boolean bound = gone.hasPorts();
        gone.setState(BackendState.GONE);
        lost(gone);
        if (made) {
            askBackend(
                    gone,
                    request(gone, BackendLayout.DISCONNECT, BackendLayout.DESTROY_SIZE),
                    disconnected -> destroy(gone, bound));
        }
    }

    private void destroy(I gone, boolean bound) {
        if (bound) {
            hypervisor.close(gone.backend(), gone.backendPort());
        }
        askBackend(gone, request(gone, BackendLayout.DESTROY, BackendLayout.DESTROY_SIZE), destroyed -> {});
    }
}
