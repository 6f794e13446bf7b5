package io.nodev.devdomain;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.SharedRing;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlRingLayout;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a controller asks a domain that has no driver: the messages themselves, as they lie in the domain's control ring. */
final class StatusMessages {
    private static final int MESSAGES = 8;

    private final GuestKernel kernel;
    private final Predicate<ControlMessage> wanted;
    private int looked;
    private ControlMessage latest;

    /**
     * @param wanted which messages are remembered
     */
    StatusMessages(GuestKernel kernel, Predicate<ControlMessage> wanted) {
        this.kernel = kernel;
        this.wanted = wanted;
    }

    /** Those of the messages since the last look that are wanted, as far as they are still there. In the domain's turn. */
    List<ControlMessage> look() {
        SharedRing ring = ControlRingLayout.toDomain(kernel.memory(), kernel.sharedInfo());
        int asked = asked(ring);
        List<ControlMessage> messages = new ArrayList<>();
        for (int index = asked - Math.min(asked - looked, MESSAGES); index != asked; index++) {
            ControlMessage message = new ControlMessage();
            kernel.memory().read(ring.slot(index), message.bytes(), 0, ControlMessage.SIZE);
            if (wanted.test(message)) {
                messages.add(message);
                latest = message;
            }
        }
        looked = asked;
        return messages;
    }

    /** The last of the wanted ones that was seen, or null. */
    ControlMessage latest() {
        return latest;
    }

    /** Forgets what was seen. */
    void forget() {
        latest = null;
    }

    private int asked(SharedRing ring) {
        int reqProd = ring.layout().reqProd();
        return kernel.memory().getIntAcquire(kernel.sharedInfo() + SharedInfoLayout.CONTROL_RING + reqProd);
    }
}
