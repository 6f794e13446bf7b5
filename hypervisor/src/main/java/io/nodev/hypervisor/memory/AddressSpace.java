package io.nodev.hypervisor.memory;

/**
 * A domain's virtual memory: its L1 page tables and every access through them.
 *
 * <p>The domain's own thread reads and writes here, each time by virtual address, so that it sees a page exchange at
 * once and a page it gave away not at all. Accesses of 2, 4 and 8 bytes must be naturally aligned. Only the domain's own
 * hypercalls make an entry not present, so a translation never goes stale under its user; others only ever fill in an
 * entry that is not present.
 *
 * <p>Bits 31 to 22 of an address choose the table, 21 to 12 its entry.
 */
public final class AddressSpace implements Memory {
    /** The answer of {@link #translate} for an address that is not mapped as asked. */
    public static final int FAULT = -1;

    private static final int TABLE_SHIFT = 22;
    private static final int ALIGNED_INT = 3;

    private final MachineMemory memory;
    private final int domain;
    private volatile int[] tables;

    /**
     * @param tables the frames of the L1 page tables, for ascending 4 MiB of virtual addresses from 0 on
     */
    public AddressSpace(MachineMemory memory, int domain, int[] tables) {
        this.memory = memory;
        this.domain = domain;
        this.tables = tables.clone();
    }

    /** Takes all memory away for ever, before the tables are freed: from now on every access faults. From any thread. */
    public void revoke() {
        tables = new int[0];
    }

    /** The owner. */
    public int domain() {
        return domain;
    }

    /** Pages that the tables can map. */
    public int pages() {
        return tables.length * PageTableEntry.PER_TABLE;
    }

    /**
     * The machine address of the entry that maps a virtual address; a guest offers a receive buffer by it.
     *
     * @return the address, or {@link #FAULT} beyond the tables
     */
    public int entryAddress(int virtualAddress) {
        int[] frames = tables;
        int table = virtualAddress >>> TABLE_SHIFT;
        if (table >= frames.length) {
            return FAULT;
        }
        int index = virtualAddress >>> MachineMemory.PAGE_SHIFT & PageTableEntry.PER_TABLE - 1;
        return MachineMemory.address(frames[table]) + index * Integer.BYTES;
    }

    /** The entry that maps a virtual address; 0 beyond the tables. */
    public int entry(int virtualAddress) {
        int address = entryAddress(virtualAddress);
        return address == FAULT ? 0 : memory.getIntAcquire(address);
    }

    /** The machine address that a virtual address reads from, or {@link #FAULT}. */
    public int translate(int virtualAddress) {
        int entry = entry(virtualAddress);
        return PageTableEntry.isPresent(entry) ? machineAddress(entry, virtualAddress) : FAULT;
    }

    /** The machine address that a virtual address may be written at, or {@link #FAULT}. */
    public int translateWritable(int virtualAddress) {
        int entry = entry(virtualAddress);
        return PageTableEntry.isWritable(entry) ? machineAddress(entry, virtualAddress) : FAULT;
    }

    private static int machineAddress(int entry, int virtualAddress) {
        return MachineMemory.address(PageTableEntry.frame(entry)) | MachineMemory.offset(virtualAddress);
    }

    private int readable(int virtualAddress) {
        int address = translate(virtualAddress);
        if (address == FAULT) {
            throw new PageFaultException(domain, virtualAddress, false);
        }
        return address;
    }

    private int writable(int virtualAddress) {
        int address = translateWritable(virtualAddress);
        if (address == FAULT) {
            throw new PageFaultException(domain, virtualAddress, true);
        }
        return address;
    }

    /** Plain read. */
    @Override
    public byte getByte(int virtualAddress) {
        return memory.getByte(readable(virtualAddress));
    }

    /** Plain write. */
    @Override
    public void putByte(int virtualAddress, byte value) {
        memory.putByte(writable(virtualAddress), value);
    }

    /** Plain read. */
    @Override
    public short getShort(int virtualAddress) {
        return memory.getShort(readable(aligned(virtualAddress, 1)));
    }

    /** Plain write. */
    @Override
    public void putShort(int virtualAddress, short value) {
        memory.putShort(writable(aligned(virtualAddress, 1)), value);
    }

    /** Plain read. */
    @Override
    public int getInt(int virtualAddress) {
        return memory.getInt(readable(aligned(virtualAddress, ALIGNED_INT)));
    }

    /** Plain write. */
    @Override
    public void putInt(int virtualAddress, int value) {
        memory.putInt(writable(aligned(virtualAddress, ALIGNED_INT)), value);
    }

    /** Acquire read: see {@link MachineMemory#getIntAcquire}. */
    @Override
    public int getIntAcquire(int virtualAddress) {
        return memory.getIntAcquire(readable(aligned(virtualAddress, ALIGNED_INT)));
    }

    /** Release write: see {@link MachineMemory#putIntRelease}. */
    @Override
    public void putIntRelease(int virtualAddress, int value) {
        memory.putIntRelease(writable(aligned(virtualAddress, ALIGNED_INT)), value);
    }

    /** Atomic bit set; returns the value before. */
    @Override
    public int getAndSetBits(int virtualAddress, int bits) {
        return memory.getAndSetBits(writable(aligned(virtualAddress, ALIGNED_INT)), bits);
    }

    /** Atomic bit clear; returns the value before. */
    @Override
    public int getAndClearBits(int virtualAddress, int bits) {
        return memory.getAndClearBits(writable(aligned(virtualAddress, ALIGNED_INT)), bits);
    }

    /** Atomic exchange; returns the value before. */
    @Override
    public int getAndPut(int virtualAddress, int value) {
        return memory.getAndPut(writable(aligned(virtualAddress, ALIGNED_INT)), value);
    }

    private static int aligned(int virtualAddress, int mask) {
        if ((virtualAddress & mask) != 0) {
            throw new IllegalArgumentException(
                    "an access is naturally aligned: virtualAddress=0x" + Integer.toHexString(virtualAddress));
        }
        return virtualAddress;
    }

    /** Copies bytes out of the domain's memory, page by page. */
    @Override
    public void read(int virtualAddress, byte[] into, int at, int length) {
        int done = 0;
        while (done < length) {
            int count = untilPageEnd(virtualAddress + done, length - done);
            memory.read(readable(virtualAddress + done), into, at + done, count);
            done += count;
        }
    }

    /** Copies bytes into the domain's memory, page by page. */
    @Override
    public void write(int virtualAddress, byte[] from, int at, int length) {
        int done = 0;
        while (done < length) {
            int count = untilPageEnd(virtualAddress + done, length - done);
            memory.write(writable(virtualAddress + done), from, at + done, count);
            done += count;
        }
    }

    /** Copies within the domain's memory; neither place may cross a page boundary and they must not overlap. */
    @Override
    public void copy(int from, int to, int length) {
        if (untilPageEnd(from, length) != length || untilPageEnd(to, length) != length) {
            throw new IllegalArgumentException("a copy stays within a page at both ends: length=" + length);
        }
        memory.copy(readable(from), writable(to), length);
    }

    /** Zeroes part of one page. */
    @Override
    public void zero(int virtualAddress, int length) {
        if (untilPageEnd(virtualAddress, length) != length) {
            throw new IllegalArgumentException("zeroing stays within a page: length=" + length);
        }
        memory.zero(writable(virtualAddress), length);
    }

    /**
     * Reads a hypercall argument on the domain's behalf.
     *
     * @return whether all of it could be read; on {@code false} the caller answers -EFAULT
     */
    public boolean copyFromGuest(int virtualAddress, byte[] into, int length) {
        int done = 0;
        while (done < length) {
            int count = untilPageEnd(virtualAddress + done, length - done);
            int address = translate(virtualAddress + done);
            if (address == FAULT) {
                return false;
            }
            memory.read(address, into, done, count);
            done += count;
        }
        return true;
    }

    /**
     * Writes a hypercall's answer on the domain's behalf.
     *
     * @return whether all of it could be written; what was written before a fault stays
     */
    public boolean copyToGuest(int virtualAddress, byte[] from, int length) {
        int done = 0;
        while (done < length) {
            int count = untilPageEnd(virtualAddress + done, length - done);
            int address = translateWritable(virtualAddress + done);
            if (address == FAULT) {
                return false;
            }
            memory.write(address, from, done, count);
            done += count;
        }
        return true;
    }

    private static int untilPageEnd(int virtualAddress, int length) {
        return Math.min(length, MachineMemory.PAGE_SIZE - MachineMemory.offset(virtualAddress));
    }
}
