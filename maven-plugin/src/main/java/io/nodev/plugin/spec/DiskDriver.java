package io.nodev.plugin.spec;

/** What a disk keeps its sectors on. */
public enum DiskDriver {
    /** A file with the sectors of a hard disk. */
    IMAGE("image"),
    /** A file with an ISO 9660 file system, in a CD-ROM drive. */
    ISO("iso"),
    /** Memory: every sector is zero when the machine starts, and gone when it ends. */
    MEMORY("memory");

    private final String key;

    DiskDriver(String key) {
        this.key = key;
    }

    static final Words<DiskDriver> WORDS = Words.of(DiskDriver.class, DiskDriver::key);

    /** The name in a machine's description. */
    public String key() {
        return key;
    }
}
