package io.nodev.plugin.vdisk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Virtual disks as lists in memory, to compare the database with. A disk keeps its extents in a list whose index is the
 * extent's number. What is refused is {@code null} or {@code false}, and changes nothing.
 */
final class ModelDisks {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<Long, ModelDisk> disks = new TreeMap<>();
    long now;

    ModelDisks(long now) {
        this.now = now;
        disks.put(0L, new ModelDisk(0, 0));
    }

    private static final class ModelDisk {
        private long megabytes;
        private long expiry;
        private final List<VirtualDiskExtent> extents = new ArrayList<>();

        private ModelDisk(long megabytes, long expiry) {
            this.megabytes = megabytes;
            this.expiry = expiry;
        }

        private long sectors() {
            return extents.stream().mapToLong(VirtualDiskExtent::sectors).sum();
        }
    }

    private record Free(ModelDisk owner, int number, long id, VirtualDiskExtent extent) {}

    void format(Path image, long extents, long megabytes) {
        long sectors = megabytes * VirtualDisks.SECTORS;
        for (long i = extents - 1; i >= 0; i--) {
            disks.get(0L).extents.add(new VirtualDiskExtent(image, i * sectors, sectors));
        }
    }

    private List<Free> free() {
        List<Free> free = new ArrayList<>();
        disks.forEach((id, disk) -> {
            for (int i = 0; disk.expiry <= now && i < disk.extents.size(); i++) {
                free.add(new Free(disk, i, id, disk.extents.get(i)));
            }
        });
        free.sort(Comparator.comparingLong((Free each) -> each.owner.expiry)
                .thenComparing(Free::number, Comparator.reverseOrder())
                .thenComparing(Free::id));
        return free;
    }

    /** Moves free extents to the end of a disk until it has enough. */
    private boolean grow(ModelDisk disk, long sectors) {
        List<Free> free = free();
        long missing = sectors - disk.sectors();
        if (missing > free.stream().mapToLong(each -> each.extent.sectors()).sum()) {
            return false;
        }
        for (Free each : free) {
            if (missing > 0) {
                each.owner.extents.remove(each.extent);
                disk.extents.add(each.extent);
                missing -= each.extent.sectors();
            }
        }
        return true;
    }

    private long expiry(long seconds) {
        return seconds == 0 ? NEVER : now + seconds;
    }

    Long create(long megabytes, long seconds) {
        ModelDisk disk = new ModelDisk(megabytes, expiry(seconds));
        if (!grow(disk, megabytes * VirtualDisks.SECTORS)) {
            return null;
        }
        long id = disks.size();
        disks.put(id, disk);
        return id;
    }

    private ModelDisk live(long id) {
        ModelDisk disk = whole(id);
        return disk != null && disk.expiry > now ? disk : null;
    }

    private ModelDisk whole(long id) {
        ModelDisk disk = id == 0 ? null : disks.get(id);
        return disk != null && disk.sectors() >= disk.megabytes * VirtualDisks.SECTORS ? disk : null;
    }

    boolean enlarge(long id, long megabytes) {
        ModelDisk disk = live(id);
        if (disk == null || !grow(disk, (disk.megabytes + megabytes) * VirtualDisks.SECTORS)) {
            return false;
        }
        disk.megabytes += megabytes;
        return true;
    }

    boolean delete(long id) {
        ModelDisk disk = live(id);
        return disk != null && setExpiry(disk, now);
    }

    boolean undelete(long id, long seconds) {
        ModelDisk disk = whole(id);
        return disk != null && setExpiry(disk, expiry(seconds));
    }

    boolean setExpiry(long id, long seconds) {
        ModelDisk disk = live(id);
        return disk != null && setExpiry(disk, expiry(seconds));
    }

    private static boolean setExpiry(ModelDisk disk, long expiry) {
        disk.expiry = expiry;
        return true;
    }

    /** The extents, the last one cut; {@code null} if the disk cannot be used. */
    List<VirtualDiskExtent> lookup(long id) {
        ModelDisk disk = live(id);
        if (disk == null) {
            return null;
        }
        List<VirtualDiskExtent> cut = new ArrayList<>();
        long left = disk.megabytes * VirtualDisks.SECTORS;
        for (VirtualDiskExtent each : disk.extents) {
            if (left > 0) {
                cut.add(new VirtualDiskExtent(each.image(), each.startSector(), Math.min(left, each.sectors())));
            }
            left -= each.sectors();
        }
        return cut;
    }

    List<VirtualDisk> list() {
        List<VirtualDisk> list = new ArrayList<>();
        disks.forEach((id, disk) -> {
            if (disk.expiry > now) {
                list.add(new VirtualDisk(
                        id,
                        disk.megabytes,
                        Optional.of(disk.expiry)
                                .filter(second -> second != NEVER)
                                .map(Instant::ofEpochSecond)));
            }
        });
        return list;
    }

    long freeMegabytes() {
        return free().stream().mapToLong(each -> each.extent.sectors()).sum() / VirtualDisks.SECTORS;
    }

    /** How many disks were ever made. */
    long made() {
        return disks.size() - 1L;
    }
}
