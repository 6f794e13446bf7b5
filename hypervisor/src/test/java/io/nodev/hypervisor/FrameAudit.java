package io.nodev.hypervisor;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts every use of every frame over again, from nothing but page tables and what was granted. */
final class FrameAudit {
    /** A frame that a domain mapped by way of a grant. */
    record Granted(Domain mapper, int frame) {}

    private final Hypervisor hypervisor;
    private final FrameTable frames;

    FrameAudit(TestMachine machine) {
        this.hypervisor = machine.hypervisor;
        this.frames = hypervisor.frames();
    }

    int sumOfOwners() {
        int sum = frames.owned(FrameTable.FREE) + frames.owned(FrameTable.HYPERVISOR);
        for (int domain = 0; domain <= RandomLives.MOST_DOMAINS; domain++) {
            sum += frames.owned(domain);
        }
        return sum;
    }

    List<String> faults(Set<Granted> granted) {
        List<String> faults = new ArrayList<>();
        int[] mapped = new int[hypervisor.memory().frames()];
        for (Domain domain : hypervisor.domains().all()) {
            for (int page = 0; page < domain.memory().pages(); page++) {
                int entry = domain.memory().entry(page * MachineMemory.PAGE_SIZE);
                if (PageTableEntry.isPresent(entry)) {
                    int frame = PageTableEntry.frame(entry);
                    mapped[frame]++;
                    if (frames.owner(frame) != domain.id() && !granted.contains(new Granted(domain, frame))) {
                        faults.add(domain + " reaches frame " + frame + " of " + frames.owner(frame));
                    }
                }
            }
        }
        for (int frame = 0; frame < mapped.length; frame++) {
            int expected = mapped[frame] + ownReferences(frame);
            if (frames.references(frame) != expected) {
                faults.add("frame " + frame + " has " + frames.references(frame) + " references, not " + expected);
            }
        }
        return faults;
    }

    private int ownReferences(int frame) {
        int owner = frames.owner(frame);
        if (owner == FrameTable.FREE || owner == FrameTable.HYPERVISOR) {
            return 0;
        }
        return frames.isPageTable(frame, owner) ? 2 : 1;
    }
}
