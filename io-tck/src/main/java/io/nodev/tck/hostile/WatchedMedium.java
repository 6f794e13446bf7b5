package io.nodev.tck.hostile;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.Medium;
import io.nodev.common.machine.VbdConfig;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.Memory;
import io.nodev.tck.harness.DomainSpec;
import java.io.IOException;
import java.util.List;

/**
 * A medium that looks at whose page each transfer goes to or comes from: its sectors must lie in one extent of that domain's,
 * and may be written only if the VBD may. What is wrong is kept, the first of it, until it is asked for.
 */
final class WatchedMedium implements Medium {
    private final Medium medium;
    private final List<DomainSpec> domains;
    private volatile FrameTable frames;
    private volatile String wrong;
    private volatile long transfers;

    /**
     * @param domains who has which VBDs on it
     */
    WatchedMedium(Medium medium, List<DomainSpec> domains) {
        this.medium = medium;
        this.domains = List.copyOf(domains);
    }

    /** Looks from now on. */
    void watch(FrameTable table) {
        frames = table;
    }

    /** What was done that must not be, or null. */
    String wrong() {
        return wrong;
    }

    /** Reads and writes looked at. */
    long transfers() {
        return transfers;
    }

    private void look(long position, Memory memory, int address, int length, boolean writes) {
        if (frames == null) {
            return;
        }
        transfers++;
        for (int done = 0; done < length; done += Disk.SECTOR_SIZE) {
            int owner = ownerOf(memory, address + done);
            long sector = (position + done) / Disk.SECTOR_SIZE;
            if (!mayMove(owner, sector, writes) && wrong == null) {
                wrong = "sector " + sector + (writes ? " written from" : " read to") + " a page of domain " + owner;
            }
        }
    }

    private int ownerOf(Memory memory, int address) {
        int machine = memory instanceof AddressSpace space ? space.translate(address) : address;
        return frames.owner(MachineMemory.frame(machine));
    }

    /** A page that the hostile guest gave up while a backend had it mapped is nobody's, and only that guest's sectors go there. */
    private boolean mayMove(int pageOwner, long sector, boolean writes) {
        int owner = pageOwner == FrameTable.HYPERVISOR ? HostileRun.HOSTILE : pageOwner;
        for (DomainSpec domain : domains) {
            for (VbdConfig vbd : domain.vbds()) {
                if (domain.id() == owner && holds(vbd, sector)) {
                    return !writes || vbd.mode().isWritable();
                }
            }
        }
        return false;
    }

    private static boolean holds(VbdConfig vbd, long sector) {
        for (Extent extent : vbd.extents()) {
            if (sector >= extent.start() && sector - extent.start() < extent.sectors()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long size() {
        return medium.size();
    }

    @Override
    public void read(long position, Memory into, int address, int length) throws IOException {
        look(position, into, address, length, false);
        medium.read(position, into, address, length);
    }

    @Override
    public void write(long position, Memory from, int address, int length) throws IOException {
        look(position, from, address, length, true);
        medium.write(position, from, address, length);
    }

    @Override
    public void force() throws IOException {
        medium.force();
    }

    @Override
    public void check() throws IOException {
        medium.check();
    }

    @Override
    public void close() throws IOException {
        medium.close();
    }
}
