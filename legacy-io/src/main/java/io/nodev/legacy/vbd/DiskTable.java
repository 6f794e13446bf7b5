package io.nodev.legacy.vbd;

import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskEvents;
import java.util.List;

/** The disks of a machine by number. */
final class DiskTable {
    private final DrivenDisk[] disks;

    /**
     * @throws IllegalArgumentException if two have the same number
     */
    DiskTable(List<Disk> all) {
        if (all.stream().mapToInt(Disk::device).distinct().count() != all.size()) {
            throw new IllegalArgumentException("each disk has a number of its own: numbers="
                    + all.stream().map(Disk::device).toList());
        }
        this.disks = all.stream().map(DrivenDisk::new).toArray(DrivenDisk[]::new);
    }

    List<DrivenDisk> all() {
        return List.of(disks);
    }

    /** The disk of a number, or null. */
    DrivenDisk find(int device) {
        for (DrivenDisk driven : disks) {
            if (driven.disk().device() == device) {
                return driven;
            }
        }
        return null;
    }

    void poll(DiskEvents events) {
        for (DrivenDisk driven : disks) {
            driven.poll(events);
        }
    }

    boolean isInterrupted() {
        for (DrivenDisk driven : disks) {
            if (driven.isInterrupted()) {
                return true;
            }
        }
        return false;
    }
}
