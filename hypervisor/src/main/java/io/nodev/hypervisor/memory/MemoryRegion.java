package io.nodev.hypervisor.memory;

import java.nio.ByteBuffer;

/** Where the bytes of a machine's frames lie: the heap's outside today, a mapped file as well. */
@FunctionalInterface
public interface MemoryRegion {
    /**
     * The bytes of the region, from frame 0 on. Always the same bytes. The buffer must be direct, because ring indices
     * are read and written with acquire and release, and its capacity must be a whole number of pages.
     */
    ByteBuffer bytes();

    /**
     * A zeroed region outside the heap.
     *
     * @param frames 1 to 524,287, in frames of {@link MachineMemory#PAGE_SIZE} bytes
     */
    static MemoryRegion ofFrames(int frames) {
        if (frames < 1 || frames > Integer.MAX_VALUE / MachineMemory.PAGE_SIZE) {
            throw new IllegalArgumentException("a region has 1 to 524287 frames: frames=" + frames);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(frames * MachineMemory.PAGE_SIZE);
        return () -> bytes;
    }
}
