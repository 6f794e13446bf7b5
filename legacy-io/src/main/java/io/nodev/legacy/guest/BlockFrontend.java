package io.nodev.legacy.guest;

import io.nodev.common.disk.Disk;
import io.nodev.common.guest.BlockCompletion;
import io.nodev.common.guest.BlockHandler;
import io.nodev.common.guest.VirtualBlockDevice;
import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.legacy.vbd.BlockIoOpLayout;
import io.nodev.legacy.vbd.BlockRingLayout;
import io.nodev.legacy.vbd.BlockStatus;

/** The block ring as the guest has it: each request has its bytes in pages of their own, one segment for each. */
final class BlockFrontend implements BlockCompletion {
    private static final int SECTORS_PER_PAGE = MachineMemory.PAGE_SIZE / Disk.SECTOR_SIZE;

    private final AddressSpace memory;
    private final BlockCalls calls;
    private final FrontRing ring;
    private final BlockPages pages;
    private final OutstandingRequests requests = new OutstandingRequests();
    private int unshown;
    private int completed;
    private int completedStatus;

    /**
     * Starts the ring over and maps it.
     *
     * @throws IllegalStateException if that cannot be done
     */
    BlockFrontend(GuestKernel kernel, BlockCalls calls) {
        this.memory = kernel.memory();
        this.calls = calls;
        int page = kernel.mappings().take();
        int result = calls.call(BlockIoOpLayout.RESET);
        result = result == 0 ? calls.call(BlockIoOpLayout.RING_ADDRESS) : result;
        int entry = PageTableEntry.writable(calls.ringFrame());
        result = result == 0 ? kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, page, entry, 0) : result;
        if (result != 0) {
            throw new IllegalStateException("the block ring cannot be had: result=" + result);
        }
        memory.zero(page, MachineMemory.PAGE_SIZE);
        this.ring =
                new FrontRing(new SharedRing(memory, BlockRingLayout.RING, page, page + BlockRingLayout.FIRST_SLOT));
        this.pages = new BlockPages(kernel.pages(), OutstandingRequests.MAX);
    }

    /** Puts a read; {@code false} means not now. */
    boolean read(LegacyBlockDevice device, long sector, int sectors, long tag) {
        int id = begin(device, BlockRingLayout.READ, sectors);
        if (id < 0) {
            return false;
        }
        put(id, sector, tag);
        return true;
    }

    /** Puts a write; {@code false} means not now. */
    boolean write(LegacyBlockDevice device, long sector, byte[] bytes, int sectors, long tag) {
        int id = begin(device, BlockRingLayout.WRITE, sectors);
        if (id < 0) {
            return false;
        }
        int length = sectors * Disk.SECTOR_SIZE;
        for (int at = 0; at < length; at += MachineMemory.PAGE_SIZE) {
            int count = Math.min(length - at, MachineMemory.PAGE_SIZE);
            memory.write(requests.page(id, at >>> MachineMemory.PAGE_SHIFT), bytes, at, count);
        }
        put(id, sector, tag);
        return true;
    }

    /** Puts a flush; {@code false} means not now. */
    boolean flush(LegacyBlockDevice device, long tag) {
        int id = begin(device, BlockRingLayout.FLUSH, 0);
        if (id < 0) {
            return false;
        }
        put(id, 0, tag);
        return true;
    }

    /** An id with pages for so many sectors; negative if there is none now. */
    private int begin(LegacyBlockDevice device, int operation, int sectors) {
        int count = pagesOf(sectors);
        if (ring.freeSlots() == 0 || !pages.has(count)) {
            return -1;
        }
        int id = requests.take();
        requests.devices[id] = device;
        requests.operations[id] = operation;
        requests.sectors[id] = sectors;
        for (int page = 0; page < count; page++) {
            requests.addPage(id, pages.take());
        }
        return id;
    }

    private static int pagesOf(int sectors) {
        return (sectors + SECTORS_PER_PAGE - 1) / SECTORS_PER_PAGE;
    }

    private void put(int id, long sector, long tag) {
        requests.tags[id] = tag;
        int sectors = requests.sectors[id];
        int segments = pagesOf(sectors);
        int slot = ring.nextRequest();
        memory.putInt(slot + BlockRingLayout.ID, id);
        int number = requests.devices[id].number();
        memory.putInt(slot + BlockRingLayout.DEVICE, BlockRingLayout.head(number, requests.operations[id], segments));
        memory.putInt(slot + BlockRingLayout.SECTOR, (int) sector);
        memory.putInt(slot + BlockRingLayout.SECTOR + Integer.BYTES, (int) (sector >>> Integer.SIZE));
        for (int segment = 0; segment < segments; segment++) {
            int inPage = Math.min(sectors - segment * SECTORS_PER_PAGE, SECTORS_PER_PAGE);
            memory.putInt(
                    slot + BlockRingLayout.SEGMENTS + segment * Integer.BYTES,
                    memory.translate(requests.page(id, segment)) | inPage);
        }
        unshown++;
    }

    /** Shows the hypervisor what was put, by one index and one hypercall, as it looks at the ring only when it is told. */
    void submit() {
        if (unshown > 0) {
            unshown = 0;
            ring.pushRequests();
            calls.call(BlockIoOpLayout.SIGNAL);
        }
    }

    /** Hands over up to {@code budget} completions. */
    int complete(BlockHandler handler, int budget) {
        int handedOver = 0;
        while (handedOver < budget && ring.hasResponse()) {
            int slot = ring.nextResponse();
            completed = memory.getInt(slot + BlockRingLayout.ID);
            completedStatus = memory.getInt(slot + BlockRingLayout.STATUS);
            int id = completed;
            count();
            handler.completed(this);
            requests.give(id, pages);
            handedOver++;
        }
        return handedOver;
    }

    private void count() {
        LegacyBlockDevice device = requests.devices[completed];
        if (!isGood()) {
            device.stats().countError();
            return;
        }
        switch (requests.operations[completed]) {
            case BlockRingLayout.READ -> device.stats().countRead(requests.sectors[completed]);
            case BlockRingLayout.WRITE -> device.stats().countWrite(requests.sectors[completed]);
            default -> device.stats().countFlush();
        }
    }

    @Override
    public VirtualBlockDevice device() {
        return requests.devices[completed];
    }

    @Override
    public long tag() {
        return requests.tags[completed];
    }

    @Override
    public boolean isGood() {
        return completedStatus == BlockStatus.GOOD;
    }

    @Override
    public int status() {
        return completedStatus;
    }

    @Override
    public int length() {
        return isGood() && requests.operations[completed] == BlockRingLayout.READ
                ? requests.sectors[completed] * Disk.SECTOR_SIZE
                : 0;
    }

    @Override
    public void copyTo(byte[] into, int at) {
        int length = length();
        for (int done = 0; done < length; done += MachineMemory.PAGE_SIZE) {
            int count = Math.min(length - done, MachineMemory.PAGE_SIZE);
            memory.read(requests.page(completed, done >>> MachineMemory.PAGE_SHIFT), into, at + done, count);
        }
    }
}
