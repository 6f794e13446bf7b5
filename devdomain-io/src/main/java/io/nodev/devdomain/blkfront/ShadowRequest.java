package io.nodev.devdomain.blkfront;

import io.nodev.devdomain.layout.BlkRingLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;

/** A private copy of a request, with pages of its own, so that it can be put again whatever became of the ring. Reused. */
final class ShadowRequest {
    private static final int SECTOR = BlkfrontDevice.SECTOR_SIZE;

    private final RequestPages source;
    private final int[] pages = new int[BlkRingLayout.MAX_SEGMENTS];
    private final int[] references = new int[BlkRingLayout.MAX_SEGMENTS];
    private BlkfrontDevice device;
    private int operation;
    private long sector;
    private int sectors;
    private long tag;
    private boolean live;
    private boolean issued;

    ShadowRequest(RequestPages source) {
        this.source = source;
        for (int i = 0; i < pages.length; i++) {
            pages[i] = source.takePage();
            references[i] = source.takeReference();
        }
    }

    void permit(int backend) {
        for (int i = 0; i < pages.length; i++) {
            source.permit(references[i], pages[i], backend);
        }
    }

    void revoke() {
        for (int reference : references) {
            source.revoke(reference);
        }
    }

    boolean replaceMapped() {
        return source.replaceMapped(pages, references);
    }

    /** Begins to live as a read, write or flush of a device. */
    ShadowRequest begin(BlkfrontDevice of, int what, long first, int count) {
        device = of;
        operation = what;
        sector = first;
        sectors = count;
        tag = 0;
        live = true;
        issued = false;
        return this;
    }

    /** Begins to live as the question which devices there are. */
    void beginProbe() {
        begin(null, BlkRingLayout.PROBE, 0, BlkRingLayout.SECTORS_PER_PAGE);
    }

    void setTag(long tagged) {
        tag = tagged;
    }

    void end() {
        live = false;
    }

    /** Copies what is to be written to its pages. */
    void fill(AddressSpace memory, byte[] bytes) {
        int length = sectors * SECTOR;
        for (int done = 0; done < length; done += MachineMemory.PAGE_SIZE) {
            int count = Math.min(length - done, MachineMemory.PAGE_SIZE);
            memory.write(pages[done / MachineMemory.PAGE_SIZE], bytes, done, count);
        }
    }

    /** Copies what was read out of its pages. */
    void copyTo(AddressSpace memory, byte[] into, int at) {
        int length = sectors * SECTOR;
        for (int done = 0; done < length; done += MachineMemory.PAGE_SIZE) {
            int count = Math.min(length - done, MachineMemory.PAGE_SIZE);
            memory.read(pages[done / MachineMemory.PAGE_SIZE], into, at + done, count);
        }
    }

    /** Writes the request into a slot. */
    void put(AddressSpace memory, int slot, int id) {
        issued = true;
        int segments = sectors + BlkRingLayout.SECTORS_PER_PAGE - 1 >> 3;
        int number = device == null ? 0 : device.number();
        memory.putInt(slot + BlkRingLayout.REQUEST_OPERATION, BlkRingLayout.head(operation, segments, number));
        memory.putInt(slot + BlkRingLayout.REQUEST_ID, id);
        memory.putInt(slot + BlkRingLayout.REQUEST_SECTOR, (int) sector);
        memory.putInt(slot + BlkRingLayout.REQUEST_SECTOR + Integer.BYTES, (int) (sector >>> Integer.SIZE));
        for (int i = 0; i < segments; i++) {
            int last = Math.min(sectors - i * BlkRingLayout.SECTORS_PER_PAGE, BlkRingLayout.SECTORS_PER_PAGE) - 1;
            int place = slot + BlkRingLayout.REQUEST_FIRST_SEGMENT + i * Integer.BYTES;
            memory.putInt(place, BlkRingLayout.segment(references[i], 0, last));
        }
    }

    /** The page that a probe's records are in. */
    int firstPage() {
        return pages[0];
    }

    BlkfrontDevice device() {
        return device;
    }

    int operation() {
        return operation;
    }

    boolean isProbe() {
        return operation == BlkRingLayout.PROBE;
    }

    int sectors() {
        return sectors;
    }

    long tag() {
        return tag;
    }

    boolean isLive() {
        return live;
    }

    /** Whether some backend was shown it already. */
    boolean isIssued() {
        return issued;
    }
}
