package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.SharedRing;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlRingLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.devdomain.netback.NetbackInterface;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.tck.harness.HostileOffer;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.SharedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How a guest without a network driver offers the rings of a vif, and what becomes of its offers. */
final class VifOffer implements HostileOffer {
    private static final String TRANSMIT = "offered transmit ring";
    private static final String RECEIVE = "offered receive ring";
    private static final int MESSAGES = 8;
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
    private int looked;

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
        for (ControlMessage asked : test.onDomain(backend, this::newRequestsToBackend)) {
            if (asked.getInt(NetifBackendLayout.CONNECT_TX) != vif.transmitReference()) {
                heard.add(TRANSMIT);
            }
            if (asked.getInt(NetifBackendLayout.CONNECT_RX) != vif.receiveReference()) {
                heard.add(RECEIVE);
            }
        }
        return heard;
    }

    private List<ControlMessage> newRequestsToBackend() {
        List<ControlMessage> all = messages(test.kernel(backend));
        int asked = asked(test.kernel(backend));
        int from = Math.max(0, all.size() - (asked - looked));
        looked = asked;
        return all.subList(from, all.size()).stream().filter(this::connects).toList();
    }

    private boolean connects(ControlMessage message) {
        return message.type() == ControlType.NETIF_BE
                && message.subtype() == NetifBackendLayout.CONNECT
                && message.getShort(NetifBackendLayout.DOMAIN) == vif.domain();
    }

    /** What the controller asked a domain last, the latest at the end. */
    static List<ControlMessage> messages(GuestKernel kernel) {
        SharedRing ring = ControlRingLayout.toDomain(kernel.memory(), kernel.sharedInfo());
        int asked = asked(kernel);
        List<ControlMessage> messages = new ArrayList<>();
        for (int index = Math.max(0, asked - MESSAGES); index < asked; index++) {
            ControlMessage message = new ControlMessage();
            kernel.memory().read(ring.slot(index), message.bytes(), 0, ControlMessage.SIZE);
            messages.add(message);
        }
        return messages;
    }

    private static int asked(GuestKernel kernel) {
        int reqProd = ControlRingLayout.toDomain(kernel.memory(), kernel.sharedInfo())
                .layout()
                .reqProd();
        return kernel.memory().getIntAcquire(kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING + reqProd);
    }

    @Override
    public void taken() {
        Predicate<ControlMessage> connected = message -> message.type() == ControlType.NETIF_FE
                && message.subtype() == NetifFrontendLayout.INTERFACE_STATUS
                && message.getInt(NetifFrontendLayout.STATUS) == NetifFrontendLayout.CONNECTED;
        ControlMessage last = messages(test.kernel(vif.domain())).stream()
                .filter(connected)
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError("H7: a guest was not told that it is connected"));
        RawFrontends.connect(vif, last);
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
