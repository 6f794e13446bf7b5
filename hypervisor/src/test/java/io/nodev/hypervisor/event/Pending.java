package io.nodev.hypervisor.event;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.MachineMemory;
import java.util.ArrayList;
import java.util.List;

/** Takes upcalls as a domain does: flag, selector, then each port that is pending and not masked. */
public final class Pending {
    private final MachineMemory memory;
    private final Domain domain;

    /** For one domain. */
    public Pending(TestMachine machine, Domain domain) {
        this.memory = machine.hypervisor.memory();
        this.domain = domain;
    }

    /** Whether an upcall is pending. */
    public boolean isUpcallPending() {
        return memory.getIntAcquire(domain.sharedInfoAddress(SharedInfoLayout.UPCALL_PENDING)) != 0;
    }

    /** Takes the upcall, if one is pending; returns its ports in ascending order. */
    public List<Integer> take() {
        List<Integer> ports = new ArrayList<>();
        if (memory.getAndPut(domain.sharedInfoAddress(SharedInfoLayout.UPCALL_PENDING), 0) == 0) {
            return ports;
        }
        int selected = memory.getAndPut(domain.sharedInfoAddress(SharedInfoLayout.PENDING_SELECTOR), 0);
        for (int word = 0; word < 32; word++) {
            if ((selected & 1 << word) != 0) {
                takeWord(word, ports);
            }
        }
        return ports;
    }

    private void takeWord(int word, List<Integer> ports) {
        int mask = memory.getIntAcquire(word(SharedInfoLayout.MASK, word));
        int pending = memory.getIntAcquire(word(SharedInfoLayout.PENDING, word)) & ~mask;
        memory.getAndClearBits(word(SharedInfoLayout.PENDING, word), pending);
        for (int bit = 0; bit < 32; bit++) {
            if ((pending & 1 << bit) != 0) {
                ports.add(word * 32 + bit);
            }
        }
    }

    /** Masks a port. */
    public void mask(int port) {
        memory.getAndSetBits(word(SharedInfoLayout.MASK, port / 32), 1 << port);
    }

    /** Unmasks a port without looking whether it is pending. */
    public void unmask(int port) {
        memory.getAndClearBits(word(SharedInfoLayout.MASK, port / 32), 1 << port);
    }

    /** Whether a port is pending, masked or not. */
    public boolean isPending(int port) {
        return (memory.getIntAcquire(word(SharedInfoLayout.PENDING, port / 32)) & 1 << port) != 0;
    }

    private int word(int base, int word) {
        return domain.sharedInfoAddress(base) + word * Integer.BYTES;
    }
}
