package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.blkback.BlkbackInterface;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.BlkifFrontendLayout;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.tck.harness.HostileOffer;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.SharedField;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** How a guest without a block driver offers its ring. */
final class BlockOffer implements HostileOffer {
    private static final int BACKEND = 0;
    private static final Set<String> READ =
            Set.of("message.type", "message.subtype", "message.length", "message.w0", "message.w1", "message.w2");

    private final DevdomainBlockPort block;
    private final ControlSteps offer;
    private final Supplier<BlkbackInterface> served;
    private final StatusMessages told;

    /**
     * @param served finds the backend's end, or null while there is none
     */
    BlockOffer(GuestKernel kernel, DevdomainBlockPort block, ControlSteps offer, Supplier<BlkbackInterface> served) {
        this.told = new StatusMessages(kernel, BlockOffer::tellsOfState);
        this.block = block;
        this.offer = offer;
        this.served = served;
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
        return List.of();
    }

    @Override
    public List<String> heard() {
        return List.of();
    }

    @Override
    public boolean listen() {
        return !told.look().isEmpty();
    }

    @Override
    public boolean isTold() {
        ControlMessage latest = told.latest();
        return latest != null && latest.getInt(BlkifFrontendLayout.STATUS) == BlkifFrontendLayout.CONNECTED;
    }

    @Override
    public void taken() {
        block.connected(told.latest().getShort(BlkifFrontendLayout.PORT));
        told.forget();
    }

    private static boolean tellsOfState(ControlMessage message) {
        return message.type() == ControlType.BLKIF_FE && message.subtype() == BlkifFrontendLayout.INTERFACE_STATUS;
    }

    /** The offer in a message, with an empty ring. */
    private final class Step implements HostileStep {
        @Override
        public String name() {
            return offer.name();
        }

        @Override
        public List<SharedField> fields() {
            return offer.fields().stream()
                    .filter(field -> READ.contains(field.name()))
                    .toList();
        }

        @Override
        public int prepare(Random random) {
            block.offerRing(BACKEND);
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
