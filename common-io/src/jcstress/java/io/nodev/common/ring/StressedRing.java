package io.nodev.common.ring;

import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import java.util.concurrent.atomic.AtomicInteger;

/** Both ends of a ring of two slots in a few bytes of a memory that all states share: a state is made for every sample. */
final class StressedRing {
    private static final int FRAMES = 4096;
    private static final int BYTES = 64;
    private static final int PLACES = FRAMES * (MachineMemory.PAGE_SIZE / BYTES);
    private static final int FIRST_SLOT = 16;
    private static final RingLayout LAYOUT = new RingLayout(2, 12, 0, 8, 12, 4);
    private static final MachineMemory MEMORY = new MachineMemory(MemoryRegion.ofFrames(FRAMES));
    private static final AtomicInteger NEXT = new AtomicInteger();

    final MachineMemory memory = MEMORY;
    final FrontRing front;
    final BackRing back;

    StressedRing() {
        int base = Math.floorMod(NEXT.getAndIncrement(), PLACES) * BYTES;
        memory.zero(base, BYTES);
        front = new FrontRing(new SharedRing(memory, LAYOUT, base, base + FIRST_SLOT));
        back = new BackRing(new SharedRing(memory, LAYOUT, base, base + FIRST_SLOT));
    }

    /** Puts a request with a value into the ring; it is not published. */
    void put(int value) {
        memory.putInt(front.nextRequest(), value);
    }

    /** Takes a request and gives its value. */
    int take() {
        return memory.getInt(back.nextRequest());
    }

    /** Answers with a value; it is not published. */
    void answer(int value) {
        memory.putInt(back.nextResponse(), value);
    }
}
