package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The virtual disks of one database. Any number of threads and processes may use it: writers wait for each other, for ten
 * seconds unless told otherwise, and then fail. When a method has returned, its effect survives a kill, and a loss of power as
 * far as SQLite, the file system and the disk keep what was forced.
 *
 * <p>Disk 0 is the free pool and no disk to its users. Free are the extents of every expired disk; whoever takes some takes
 * them from the longest expired, and of one disk the last first. Sizes are in units of 1,048,576 bytes. A time of expiry is
 * in seconds from now, 0 for never.
 *
 * <p>Source: tools/xenctl/lib/utils.py of Xen at ddc87ed302. Its slips are left out: {@code 00} for disk 0, the divisor
 * 1,048,580 of an import, which loses up to four bytes a megabyte, and an import that shortens an image.
 */
public final class VirtualDisks {
    /** Where a project keeps its database, from its base folder. */
    public static final String DEFAULT_DATABASE = ".nodev/vdisks.sqlite";

    /** Sectors of a megabyte. */
    static final long SECTORS = 2048;

    private static final long MOST_EXTENTS = 1_000_000;
    private static final String LIVE = " AND vdisk_id <> 0 AND (NOT expires OR expiry_time > ?)";

    private final Database database;
    private final Clock clock;

    /** The disks of the database {@code file}, which {@link #format} makes. */
    public VirtualDisks(Path file) {
        this(file, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    /**
     * @param patience how long to wait for other processes, in milliseconds at most 2,147,483,647
     */
    public VirtualDisks(Path file, Clock clock, Duration patience) {
        this.database = new Database(file, patience);
        this.clock = clock;
    }

    /**
     * Splits an image, or one partition of it, into as many whole extents as it has room for and gives them to the free pool;
     * the lowest in the image is handed out first. The image is not written. What is known already is left as it is.
     *
     * @param partition its number in the image's partition table, from 1; 0 for the whole image
     * @throws VirtualDiskException if the image is no file or has no such partition, if it overlaps what is formatted
     *     already, or if it is smaller than an extent or has more than a million
     */
    public FormattedImage format(Path image, int partition, long extentMegabytes)
            throws IOException, VirtualDiskException {
        ImagePart part = ImagePart.find(image, partition);
        if (!Files.exists(database.file())) {
            extentsOf(part, extentMegabytes);
        }
        return database.create(tables -> {
            for (Known known : known(tables)) {
                if (known.part().isSame(part)) {
                    return new FormattedImage(false, known.extents(), known.sectors() / SECTORS);
                }
                known.part().requireApart(part);
            }
            long extents = extentsOf(part, extentMegabytes);
            add(tables, part, extentMegabytes * SECTORS, extents);
            return new FormattedImage(true, extents, extentMegabytes);
        });
    }

    private static long extentsOf(ImagePart part, long extentMegabytes) throws VirtualDiskException {
        long extents = part.sectors() / (extentMegabytes * SECTORS);
        if (extents < 1 || extents > MOST_EXTENTS) {
            throw new VirtualDiskException(
                    ProblemCode.DISK_FILE_UNUSABLE,
                    part + " has room for " + extents + " extents of " + extentMegabytes + " MB; accepted are 1 to "
                            + MOST_EXTENTS,
                    "choose another size by -Dnodev.vd.extentSize=MB");
        }
        return extents;
    }

    private record Known(ImagePart part, long sectors, long extents) {}

    private static List<Known> known(Tables tables) throws SQLException {
        return tables.rows(
                "SELECT partition, part_number, start_sector, extent_size, count(*) FROM vdisk_part"
                        + " JOIN vdisk_extents USING (part_id) GROUP BY part_id",
                row -> new Known(
                        new ImagePart(
                                Path.of(row.getString(1)),
                                row.getInt(2),
                                row.getLong(3),
                                row.getLong(4) * row.getLong(5)),
                        row.getLong(4),
                        row.getLong(5)));
    }

    private static void add(Tables tables, ImagePart image, long sectors, long extents) throws SQLException {
        long part = one(tables, "SELECT coalesce(max(part_id), 0) + 1 FROM vdisk_part");
        long first = one(tables, "SELECT coalesce(max(vdisk_extent_no) + 1, 0) FROM vdisk_extents WHERE vdisk_id = 0");
        tables.update(
                "INSERT INTO vdisk_part VALUES (?, ?, ?, ?, ?)",
                part,
                image.image().toString(),
                image.partition(),
                image.startSector(),
                sectors);
        for (long i = 0; i < extents; i++) {
            tables.update("INSERT INTO vdisk_extents VALUES (?, 0, ?, ?)", first + i, part, extents - 1 - i);
        }
    }

    /**
     * Makes a disk of whole extents. What their sectors held is not erased.
     *
     * @return its id, one more than the highest ever given
     * @throws VirtualDiskException if there are too few free extents
     */
    public long create(long megabytes, long expirySeconds) throws IOException, VirtualDiskException {
        return database.write(tables -> create(tables, megabytes, expirySeconds));
    }

    private long create(Tables tables, long megabytes, long expirySeconds) throws SQLException, VirtualDiskException {
        List<Tables.FreeExtent> taken = take(tables, megabytes * SECTORS);
        long id = one(tables, "SELECT max(vdisk_id) + 1 FROM vdisks");
        tables.update(
                "INSERT INTO vdisks VALUES (?, ?, ?, ?)",
                id,
                megabytes * SECTORS,
                expirySeconds == 0 ? 0 : 1,
                expiry(expirySeconds));
        for (int i = 0; i < taken.size(); i++) {
            tables.give(taken.get(i), id, i);
        }
        return id;
    }

    private List<Tables.FreeExtent> take(Tables tables, long sectors) throws SQLException, VirtualDiskException {
        List<Tables.FreeExtent> taken = tables.free(sectors, now());
        long found = taken.stream().mapToLong(Tables.FreeExtent::sectors).sum();
        if (found < sectors) {
            throw new VirtualDiskException(
                    ProblemCode.NO_DISK_SPACE,
                    "there are " + found / SECTORS + " MB free, and " + (sectors + SECTORS - 1) / SECTORS
                            + " are needed",
                    "format another image, or delete a disk");
        }
        return taken;
    }

    /** Adds to a disk, by whole extents and only what its last extent does not hold already. */
    public void enlarge(long id, long megabytes) throws IOException, VirtualDiskException {
        database.write(tables -> {
            long size = liveSize(tables, id);
            long allocated = allocated(tables, id);
            long wanted = size + megabytes * SECTORS;
            long number = one(tables, "SELECT max(vdisk_extent_no) + 1 FROM vdisk_extents WHERE vdisk_id = ?", id);
            for (Tables.FreeExtent extent : take(tables, wanted - allocated)) {
                tables.give(extent, id, number++);
            }
            return tables.update("UPDATE vdisks SET size = ? WHERE vdisk_id = ?", wanted, id);
        });
    }

    /** Lets a disk expire now. Nothing is erased, and {@link #undelete} may bring it back. */
    public void delete(long id) throws IOException, VirtualDiskException {
        database.write(tables -> {
            liveSize(tables, id);
            return tables.update("UPDATE vdisks SET expires = 1, expiry_time = ? WHERE vdisk_id = ?", now(), id);
        });
    }

    /**
     * Brings an expired disk back; one that has not expired gets the new time.
     *
     * @throws VirtualDiskException if the disk was never made, or any extent of it has been given to another disk
     */
    public void undelete(long id, long expirySeconds) throws IOException, VirtualDiskException {
        database.write(tables -> {
            long size = tables.number("SELECT size FROM vdisks WHERE vdisk_id = ? AND vdisk_id <> 0", id)
                    .orElseThrow(() -> unknown(id));
            requireWhole(id, size, allocated(tables, id));
            return setExpiry(tables, id, expirySeconds);
        });
    }

    /** Sets when a disk expires. */
    public void setExpiry(long id, long expirySeconds) throws IOException, VirtualDiskException {
        database.write(tables -> {
            liveSize(tables, id);
            return setExpiry(tables, id, expirySeconds);
        });
    }

    private int setExpiry(Tables tables, long id, long seconds) throws SQLException {
        return tables.update(
                "UPDATE vdisks SET expires = ?, expiry_time = ? WHERE vdisk_id = ?",
                seconds == 0 ? 0 : 1,
                expiry(seconds),
                id);
    }

    /** The extents of a disk in order, the last one cut so that their sum is the disk's size. */
    public List<VirtualDiskExtent> lookup(long id) throws IOException, VirtualDiskException {
        return database.read(tables -> extents(tables, id));
    }

    private List<VirtualDiskExtent> extents(Tables tables, long id)
            throws SQLException, IOException, VirtualDiskException {
        long left = liveSize(tables, id);
        List<VirtualDiskExtent> extents = new ArrayList<>();
        for (VirtualDiskExtent whole : tables.rows(
                "SELECT partition, start_sector + part_extent_no * extent_size, extent_size FROM vdisk_extents"
                        + " JOIN vdisk_part USING (part_id) WHERE vdisk_id = ? ORDER BY vdisk_extent_no",
                row -> new VirtualDiskExtent(Path.of(row.getString(1)), row.getLong(2), row.getLong(3)),
                id)) {
            if (left > 0) {
                extents.add(new VirtualDiskExtent(whole.image(), whole.startSector(), Math.min(left, whole.sectors())));
                left -= whole.sectors();
            }
        }
        DiskCopy.requireRoom(extents);
        for (Known known : known(tables)) {
            known.part().requireUnmoved(extents);
        }
        return extents;
    }

    /** The disks that have not expired, by id. */
    public List<VirtualDisk> list() throws IOException, VirtualDiskException {
        return database.read(tables -> tables.rows(
                "SELECT vdisk_id, size, expiry_time, expires FROM vdisks WHERE 1" + LIVE + " ORDER BY vdisk_id",
                row -> new VirtualDisk(
                        row.getLong(1),
                        row.getLong(2) / SECTORS,
                        row.getInt(4) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(row.getLong(3)))),
                now()));
    }

    /** How many megabytes the extents of expired disks have together. */
    public long freeMegabytes() throws IOException, VirtualDiskException {
        return database.read(tables -> one(
                        tables,
                        "SELECT coalesce(sum(extent_size), 0) FROM vdisks JOIN vdisk_extents USING (vdisk_id)"
                                + " JOIN vdisk_part USING (part_id) WHERE expires AND expiry_time <= ?",
                        now())
                / SECTORS);
    }

    /**
     * Makes a disk that holds a file, and zeros up to the next megabyte; the data is on the disk before the database says so.
     * The extents that are about to be overwritten leave their expired disks first, in a transaction of their own: a kill
     * half-way cannot leave a disk to undelete whose content is another's.
     *
     * @return the new disk's id
     */
    public long importFile(Path file, long expirySeconds) throws IOException, VirtualDiskException {
        long megabytes = (DiskCopy.sizeOf(file) + 1_048_575) / 1_048_576;
        while (true) {
            database.write(tables -> giveUp(tables, megabytes * SECTORS));
            Optional<Long> id = database.write(tables -> {
                if (tables.free(megabytes * SECTORS, now()).stream().anyMatch(extent -> extent.disk() != 0)) {
                    return Optional.empty();
                }
                long made = create(tables, megabytes, expirySeconds);
                DiskCopy.fill(extents(tables, made), file);
                return Optional.of(made);
            });
            if (id.isPresent()) {
                return id.get();
            }
        }
    }

    /** Moves what the next disk will take into the pool, in the same order. */
    private int giveUp(Tables tables, long sectors) throws SQLException, VirtualDiskException {
        List<Tables.FreeExtent> taken = take(tables, sectors);
        List<Tables.FreeExtent> others =
                taken.stream().filter(extent -> extent.disk() != 0).toList();
        for (Tables.FreeExtent extent : taken) {
            if (extent.disk() == 0 && !others.isEmpty()) {
                tables.give(extent, 0, extent.number() + others.size());
            }
        }
        for (int i = 0; i < others.size(); i++) {
            tables.give(others.get(i), 0, others.size() - 1L - i);
        }
        return others.size();
    }

    /**
     * Copies a disk to a file, which is replaced as a whole and keeps its permissions; a new one is for its owner alone. No one
     * can change the database meanwhile.
     *
     * @throws VirtualDiskException if the file is one of the images or the database
     */
    public void exportTo(long id, Path file) throws IOException, VirtualDiskException {
        database.read(tables -> {
            List<VirtualDiskExtent> extents = extents(tables, id);
            List<Path> ours =
                    new ArrayList<>(tables.rows("SELECT partition FROM vdisk_part", row -> Path.of(row.getString(1))));
            ours.add(database.file());
            DiskCopy.save(extents, file, ours);
            return extents;
        });
    }

    private long liveSize(Tables tables, long id) throws SQLException, VirtualDiskException {
        long size = tables.number("SELECT size FROM vdisks WHERE vdisk_id = ?" + LIVE, id, now())
                .orElseThrow(() -> unknown(id));
        requireWhole(id, size, allocated(tables, id));
        return size;
    }

    /** Also for disks that have not expired: the clock may have been set back after others took their extents. */
    private static void requireWhole(long id, long size, long allocated) throws VirtualDiskException {
        if (allocated < size) {
            throw new VirtualDiskException(
                    ProblemCode.DISK_SPACE_REUSED,
                    "extents of virtual disk " + id + " have been given to other disks since it expired",
                    "make a new disk by -Dnodev.vd=create");
        }
    }

    private static VirtualDiskException unknown(long id) {
        return new VirtualDiskException(
                ProblemCode.NO_SUCH_VIRTUAL_DISK,
                id == 0 ? "virtual disk 0 is the free pool" : "there is no virtual disk " + id + ", or it has expired",
                "see the ids by -Dnodev.vd=list; a disk that has expired may come back by -Dnodev.vd=undelete");
    }

    private static long allocated(Tables tables, long id) throws SQLException {
        return one(
                tables,
                "SELECT coalesce(sum(extent_size), 0) FROM vdisk_extents JOIN vdisk_part USING (part_id)"
                        + " WHERE vdisk_id = ?",
                id);
    }

    private static long one(Tables tables, String sql, Object... values) throws SQLException {
        return tables.number(sql, values).orElseThrow();
    }

    private Long expiry(long seconds) {
        return seconds == 0 ? null : Long.valueOf(now() + seconds);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
