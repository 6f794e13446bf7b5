package io.nodev.tck.hostile;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.kernel.PagePool;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.HypervisorMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Looks at all of a machine at rest. Every domain's free pages are filled with a byte of its own beforehand, so that what is
 * changed there, or turns up elsewhere, is seen.
 */
final class MachineAudit {
    /** Pages that a domain keeps for its drivers. */
    private static final int LEFT_FREE = 640;

    private static final int LONGEST = 1514;

    private final Hypervisor hypervisor;
    private final MachineMemory memory;
    private final FrameTable frames;
    private final int hostile;
    private final Map<Integer, Integer> marks = new HashMap<>();
    private final Map<Integer, byte[]> filled = new HashMap<>();
    private final byte[] page = new byte[MachineMemory.PAGE_SIZE];
    private final List<Canary> canaries = new ArrayList<>();
    private final int ownedByOthers;

    private record Canary(int domain, int frame, int references) {}

    /** Marks the pages of every domain but the hostile one, whose pages are marked but may change. */
    MachineAudit(HypervisorMachine machine, int hostile) {
        this.hypervisor = machine.hypervisor();
        this.memory = hypervisor.memory();
        this.frames = hypervisor.frames();
        this.hostile = hostile;
        machine.topology().domains().forEach(domain -> mark(machine, domain.id()));
        this.ownedByOthers = ownedByOthers();
    }

    /** The byte that a domain's pages are filled with. */
    static byte mark(int domain) {
        return (byte) (0xA0 | domain << 1);
    }

    private static int markWord(int domain) {
        return (mark(domain) & 0xFF) * 0x0101_0101;
    }

    private void mark(HypervisorMachine machine, int domain) {
        machine.onDomain(domain, () -> {
            mark(machine.kernel(domain), domain);
            return null;
        });
    }

    private void mark(GuestKernel kernel, int domain) {
        PagePool pages = kernel.pages();
        List<Integer> taken = new ArrayList<>();
        while (pages.available() > 0) {
            taken.add(pages.take());
        }
        Collections.reverse(taken);
        boolean honest = domain != hostile;
        int spare = honest ? Math.min(LEFT_FREE, taken.size() / 8 * 7) : taken.size();
        int canary = taken.size() - spare;
        byte[] marked = filledPage(domain);
        for (int i = 0; i < taken.size(); i++) {
            kernel.memory().write(taken.get(i), marked, 0, marked.length);
            if (i < canary) {
                int frame = PageTableEntry.frame(kernel.memory().entry(taken.get(i)));
                canaries.add(new Canary(domain, frame, frames.references(frame)));
            } else {
                pages.give(taken.get(i));
            }
        }
        if (honest) {
            marks.put(domain, markWord(domain));
        }
    }

    private int ownedByOthers() {
        int owned = frames.owned(FrameTable.HYPERVISOR);
        for (int domain : marks.keySet()) {
            owned += frames.owned(domain);
        }
        return owned;
    }

    /** A frame that is not the hostile guest's; the machine may have none of that number. */
    int foreignFrame(Random random) {
        int frame = random.nextInt(memory.frames() + 2);
        for (int tries = 0; frames.owner(frame) == hostile && tries < memory.frames(); tries++) {
            frame = (frame + 1) % memory.frames();
        }
        return frame;
    }

    /** Everything that must hold whenever the machine is at rest. */
    void check() {
        checkCanaries();
        checkConservation();
        checkMappings();
        checkLeaks();
    }

    private static void require(boolean condition, String rule, String what, Object value) {
        if (!condition) {
            throw new AssertionError(rule + ": " + what + value);
        }
    }

    private void checkCanaries() {
        for (Canary each : canaries) {
            require(frames.owner(each.frame()) == each.domain(), "H2", "a page changed hands: frame=", each.frame());
            require(frames.references(each.frame()) == each.references(), "H2", "a page is used: frame=", each.frame());
            require(isFilled(each.frame(), each.domain()), "H2", "a page was changed: ", each);
        }
    }

    /** Whether a frame still has nothing but its domain's mark in it. */
    private boolean isFilled(int frame, int domain) {
        memory.read(MachineMemory.address(frame), page, 0, page.length);
        return Arrays.equals(page, filled.computeIfAbsent(domain, MachineAudit::filledPage));
    }

    private static byte[] filledPage(int domain) {
        byte[] bytes = new byte[MachineMemory.PAGE_SIZE];
        Arrays.fill(bytes, mark(domain));
        return bytes;
    }

    private void checkConservation() {
        int[] counted = new int[FrameTable.FREE + 1];
        for (int frame = 0; frame < memory.frames(); frame++) {
            counted[frames.owner(frame)]++;
        }
        for (int owner = 0; owner < counted.length; owner++) {
            require(frames.owned(owner) == counted[owner], "H4", "frames are counted wrongly: owner=", owner);
        }
    }

    /** No guest has anything mapped but its own pages, and no page table for writing. */
    private void checkMappings() {
        for (int frame = 0; frame < memory.frames(); frame++) {
            int owner = frames.owner(frame);
            if (owner != 0 && frames.isPageTable(frame, owner)) {
                checkTable(frame, owner);
            }
        }
    }

    private void checkTable(int table, int owner) {
        int base = MachineMemory.address(table);
        for (int i = 0; i < PageTableEntry.PER_TABLE; i++) {
            int entry = memory.getInt(base + i * Integer.BYTES);
            if (PageTableEntry.isPresent(entry)) {
                int mapped = PageTableEntry.frame(entry);
                require(frames.owner(mapped) == owner, "H1", "another's page is mapped: domain=", owner);
                boolean writesTable = PageTableEntry.isWritable(entry) && frames.isPageTable(mapped, owner);
                require(!writesTable, "H2", "a page table can be written: domain=", owner);
            }
        }
    }

    private void checkLeaks() {
        for (int frame = 0; frame < memory.frames(); frame++) {
            if (frames.owner(frame) == hostile && !isFilled(frame, hostile)) {
                checkLeak(frame);
            }
        }
    }

    private void checkLeak(int frame) {
        int base = MachineMemory.address(frame);
        for (int at = 0; at < MachineMemory.PAGE_SIZE; at += Integer.BYTES) {
            int word = memory.getInt(base + at);
            if (isMark(word)) {
                throw new AssertionError(
                        "H1: bytes of another domain's: frame=" + frame + " offset=" + at + " word=" + word);
            }
        }
    }

    /** Marks differ from each other in bits 1 to 3 of every byte, and from the hostile guest's. */
    private boolean isMark(int word) {
        return (word & 0xF1F1_F1F1) == 0xA0A0_A0A0 && Integer.rotateLeft(word, Byte.SIZE) == word && isHonest(word);
    }

    private boolean isHonest(int word) {
        return word != markWord(hostile) && marks.containsValue(word);
    }

    /** That a frame which came from the hostile guest, to whomever, carries nothing of another's. */
    void checkFrame(byte[] bytes, int from) {
        require(bytes.length <= LONGEST, "H1", "a frame is longer than any request may be: length=", bytes.length);
        int run = 0;
        for (int i = from; i < bytes.length; i++) {
            run = i > from && bytes[i] == bytes[i - 1] ? run + 1 : 1;
            if (run == 2 * Integer.BYTES && isMark((bytes[i] & 0xFF) * 0x0101_0101)) {
                throw new AssertionError("H1: a frame carries another domain's bytes: offset=" + i);
            }
        }
    }

    /** After the hostile guest's death: all of its pages are free, and nobody else has more or fewer than before. */
    void checkAfterDeath() {
        require(frames.owned(hostile) == 0, "H4", "a dead domain owns pages: pages=", frames.owned(hostile));
        require(ownedByOthers() == ownedByOthers, "H4", "pages of the others: now=", ownedByOthers());
    }
}
