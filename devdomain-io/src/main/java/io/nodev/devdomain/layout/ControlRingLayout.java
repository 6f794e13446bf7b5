package io.nodev.devdomain.layout;

import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.Memory;

/**
 * The ring pair between a domain and the domain controller, in the domain's shared-info page.
 *
 * <pre>
 *    0  8 messages of 64 bytes, domain to controller
 *  512  8 messages of 64 bytes, controller to domain
 * 1024  request and response producer of the first, then of the second, u32 each
 * </pre>
 *
 * Every message notifies. Source: xen/include/public/io/domain_controller.h at 5c70ae783d.
 */
public final class ControlRingLayout {
    private static final int INDICES = 1024;
    private static final int TO_DOMAIN = 512;
    private static final int MESSAGES = 8;
    private static final int MESSAGE_SIZE = 64;

    /** Bytes of the whole. */
    public static final int SIZE = 1040;

    private static final RingLayout TO_CONTROLLER_RING =
            new RingLayout(MESSAGES, MESSAGE_SIZE, INDICES, INDICES + 4, RingLayout.ABSENT, RingLayout.ABSENT);

    private static final RingLayout TO_DOMAIN_RING =
            new RingLayout(MESSAGES, MESSAGE_SIZE, INDICES + 8, INDICES + 12, RingLayout.ABSENT, RingLayout.ABSENT);

    private ControlRingLayout() {}

    /** The ring on which the domain asks. */
    public static SharedRing toController(Memory memory, int sharedInfo) {
        int base = sharedInfo + SharedInfoLayout.CONTROL_RING;
        return new SharedRing(memory, TO_CONTROLLER_RING, base, base);
    }

    /** The ring on which the controller asks. */
    public static SharedRing toDomain(Memory memory, int sharedInfo) {
        int base = sharedInfo + SharedInfoLayout.CONTROL_RING;
        return new SharedRing(memory, TO_DOMAIN_RING, base, base + TO_DOMAIN);
    }
}
