package io.nodev.devdomain;

import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.tck.harness.HostileOffer;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.SharedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** How a guest without a network driver offers the rings of a vif, and what becomes of its offers. */
final class VifOffer implements HostileOffer {
    private static final String TRANSMIT = "offered transmit ring";
    private static final String RECEIVE = "offered receive ring";
    private static final Set<String> READ = Set.of(
            "message.type",
            "message.subtype",
            "message.length",
            "message.w0",
            "message.w1",
            "message.w2",
            "message.w4");

    private final DevdomainTestMachine test;
    private final DevdomainRawVif vif;
    private final ControlSteps offer;
    private final int backend;
    private final Supplier<NetbackInterface> served;
    private final StatusMessages toBackend;
    private final StatusMessages told;

    /**
     * @param offer says it to the controller
     * @param served finds the backend's end, or null while there is none
     */
    VifOffer(DevdomainTestMachine test, DevdomainRawVif vif, ControlSteps offer, Supplier<NetbackInterface> served) {
        this.test = test;
        this.vif = vif;
        this.offer = offer;
        this.served = served;
        this.backend =
                test.topology().domain(vif.domain()).vifs().get(vif.index()).backend();
        this.toBackend = new StatusMessages(test.kernel(backend), this::connects);
        this.told = new StatusMessages(test.kernel(vif.domain()), VifOffer::tellsOfState);
    }

    @Override
    public HostileStep step() {
        return new Step();
    }

    @Override
    public boolean isAwaited() {
        return served.get() != null && !served.get().isConnected();
    }

    @Override
    public List<String> places() {
        return List.of(TRANSMIT, RECEIVE);
    }

    @Override
    public List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (ControlMessage asked : test.onDomain(backend, toBackend::look)) {
            if (asked.getInt(NetifBackendLayout.CONNECT_TX) != vif.transmitReference()) {
                heard.add(TRANSMIT);
            }
            if (asked.getInt(NetifBackendLayout.CONNECT_RX) != vif.receiveReference()) {
                heard.add(RECEIVE);
            }
        }
        return heard;
    }

    private boolean connects(ControlMessage message) {
        return message.type() == ControlType.NETIF_BE
                && message.subtype() == NetifBackendLayout.CONNECT
                && message.getShort(NetifBackendLayout.DOMAIN) == vif.domain();
    }

    private static boolean tellsOfState(ControlMessage message) {
        return message.type() == ControlType.NETIF_FE && message.subtype() == NetifFrontendLayout.INTERFACE_STATUS;
    }

    @Override
    public boolean listen() {
        return !told.look().isEmpty();
    }

    @Override
    public boolean isTold() {
        ControlMessage latest = told.latest();
        return latest != null && latest.getInt(NetifFrontendLayout.STATUS) == NetifFrontendLayout.CONNECTED;
    }

    @Override
    public void taken() {
        RawFrontends.connect(vif, told.latest());
        told.forget();
    }

    /** The offer in a message, with empty rings. */
    private final class Step implements HostileStep {
        @Override
        public String name() {
            return offer.name();
        }

        /** Only those without which it is another offer, or none, since the first good one is taken. */
        @Override
        public List<SharedField> fields() {
            return offer.fields().stream()
                    .filter(field -> READ.contains(field.name()))
                    .toList();
        }

        @Override
        public int prepare(Random random) {
            vif.offerRings(backend);
            return offer.prepare(random);
        }

        @Override
        public void tell() {
            offer.tell();
        }

        @Override
        public void resync() {
            offer.resync();
        }
    }
}
