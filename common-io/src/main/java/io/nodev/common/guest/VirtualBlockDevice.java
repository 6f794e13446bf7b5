package io.nodev.common.guest;

/**
 * A virtual block device as its guest sees it: sectors of 512 bytes, numbered from 0.
 *
 * <p>Requests are put one after the other, shown to the other side by {@link BlockDevices#submit}, and completed in any order;
 * {@link BlockDevices#complete} hands the completions over. A request is done whole or refused whole; one that the medium fails
 * at may have been done in part. What was written is seen by every later read, and outlives a crash of the machine once a
 * {@link #flush} that was put after the write's completion is completed as good. A request survives the restart of what serves
 * it: it is done again, and completed once.
 *
 * <p>Used on the domain's virtual CPU only, except for {@link #stats}.
 */
public interface VirtualBlockDevice {
    /** Bytes of a sector. */
    int SECTOR_SIZE = 512;

    /** The most sectors of one request. */
    int MAX_SECTORS = 88;

    /** The device's number, {@code major << 8 | minor}. */
    int number();

    /** The name that Linux gives a device of that number, as {@code hda1}, {@code sdb} or {@code xvda}. */
    String name();

    /** Its capacity, as far as this guest was told. */
    long sectors();

    /** Whether writes are refused. */
    boolean readOnly();

    /** Whether it is a CD-ROM or another drive whose medium can be removed. */
    boolean removable();

    /**
     * Asks for sectors.
     *
     * @param sector the first
     * @param sectors 1 to {@link #MAX_SECTORS}; whether they lie on the device is for the other side to say
     * @param tag comes back by {@link BlockCompletion#tag}
     * @return {@code false} means not now: all slots are outstanding, try again after a completion
     */
    boolean read(long sector, int sectors, long tag);

    /**
     * Writes sectors. The bytes are copied during the call, from the first on.
     *
     * @param sector the first
     * @param bytes at least 512 for each sector
     * @param sectors 1 to {@link #MAX_SECTORS}
     * @param tag comes back by {@link BlockCompletion#tag}
     * @return {@code false} means not now: all slots are outstanding, try again after a completion
     */
    boolean write(long sector, byte[] bytes, int sectors, long tag);

    /**
     * Asks for what was completed before to last.
     *
     * @param tag comes back by {@link BlockCompletion#tag}
     * @return {@code false} means not now: all slots are outstanding, try again after a completion
     */
    boolean flush(long tag);

    /** Counts from this guest's point of view. From any thread. */
    BlockDeviceStats stats();
}
