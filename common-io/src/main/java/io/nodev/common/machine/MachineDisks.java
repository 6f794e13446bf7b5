package io.nodev.common.machine;

import io.nodev.common.disk.Disk;
import java.util.ArrayList;
import java.util.List;

/**
 * The disks of a machine that is being put together. Each has a number of its own, and no two are one file that may be written.
 */
public final class MachineDisks {
    private final List<Disk> disks = new ArrayList<>();

    /** None yet. */
    public MachineDisks() {}

    /**
     * Adds a disk.
     *
     * @throws IllegalArgumentException if another disk has its number, or if its sectors are another disk's as well and either
     *     may be written, behind the check of sharing; then all are closed
     */
    public void add(Disk added) {
        for (Disk disk : disks) {
            if (disk.device() == added.device()) {
                throw refusal("have one number", disk, added);
            }
            if (disk.medium().equals(added.medium()) && !(disk.readOnly() && added.readOnly())) {
                throw refusal("are one file, which may be written", disk, added);
            }
        }
        disks.add(added);
    }

    private IllegalArgumentException refusal(String why, Disk disk, Disk added) {
        disks.forEach(Disk::close);
        added.close();
        return new IllegalArgumentException("two disks " + why + ": disks=" + disk.name() + ", " + added.name());
    }

    /** Those that were added, in that order. */
    public List<Disk> all() {
        return List.copyOf(disks);
    }
}
