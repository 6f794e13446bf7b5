package io.nodev.common.machine;

import io.nodev.common.disk.Disk;
import java.util.ArrayList;
import java.util.List;

/** The disks of a machine that is being put together, no two of which are one file that may be written. */
public final class MachineDisks {
    private final List<Disk> disks = new ArrayList<>();

    /** None yet. */
    public MachineDisks() {}

    /**
     * Adds a disk.
     *
     * @throws IllegalArgumentException if its sectors are another disk's as well and either may be written, behind the check of
     *     sharing; then all are closed
     */
    public void add(Disk added) {
        for (Disk disk : disks) {
            if (disk.medium().equals(added.medium()) && !(disk.readOnly() && added.readOnly())) {
                disks.forEach(Disk::close);
                added.close();
                throw new IllegalArgumentException(
                        "two disks are one file, which may be written: disks=" + disk.name() + ", " + added.name());
            }
        }
        disks.add(added);
    }

    /** Those that were added, in that order. */
    public List<Disk> all() {
        return List.copyOf(disks);
    }
}
