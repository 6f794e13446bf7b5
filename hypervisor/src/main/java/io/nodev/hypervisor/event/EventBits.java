package io.nodev.hypervisor.event;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.MachineMemory;

/**
 * The notification bits of the shared-info page, from the hypervisor's side.
 *
 * <p>Delivery: a port already pending, or masked, stops there; a word already selected stops there; else the upcall is
 * made pending and the domain woken. Each step is an atomic bit set, so whatever the sender wrote before is seen by a
 * receiver that found the bit. Source: set_event_pending, xen/include/xen/event.h at ddc87ed302.
 */
final class EventBits {
    private static final int WORD_SHIFT = 5;

    private final MachineMemory memory;

    EventBits(MachineMemory memory) {
        this.memory = memory;
    }

    void deliver(Domain domain, int port) {
        int bit = 1 << port;
        int word = port >>> WORD_SHIFT;
        if (isSet(memory.getAndSetBits(word(domain, SharedInfoLayout.PENDING, word), bit), bit)
                || isSet(memory.getIntAcquire(word(domain, SharedInfoLayout.MASK, word)), bit)) {
            return;
        }
        int selector = domain.sharedInfoAddress(SharedInfoLayout.PENDING_SELECTOR);
        if (!isSet(memory.getAndSetBits(selector, 1 << word), 1 << word)) {
            memory.getAndPut(domain.sharedInfoAddress(SharedInfoLayout.UPCALL_PENDING), 1);
            domain.wake();
        }
    }

    /** A port that goes out of use leaves no event behind for its next user. */
    void clear(Domain domain, int port) {
        memory.getAndClearBits(word(domain, SharedInfoLayout.PENDING, port >>> WORD_SHIFT), 1 << port);
    }

    private static int word(Domain domain, int base, int word) {
        return domain.sharedInfoAddress(base) + word * Integer.BYTES;
    }

    private static boolean isSet(int word, int bit) {
        return (word & bit) != 0;
    }
}
