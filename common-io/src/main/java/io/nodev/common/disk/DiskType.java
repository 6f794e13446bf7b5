package io.nodev.common.disk;

/** What kind of drive a disk is. Source: xen/include/hypervisor-ifs/vbd.h at ddc87ed302. */
public enum DiskType {
    /** A floppy drive. */
    FLOPPY(0x00),
    /** A tape drive. */
    TAPE(0x01),
    /** A CD-ROM drive. */
    CDROM(0x05),
    /** A magneto-optical drive. */
    OPTICAL(0x07),
    /** A hard disk. */
    DISK(0x20);

    /** Flag beside a type: the device cannot be written. */
    public static final int READ_ONLY_FLAG = 0x40;

    /** Flag beside a type: the device is a VBD and no real disk. */
    public static final int VIRTUAL_FLAG = 0x80;

    private final int code;

    DiskType(int code) {
        this.code = code;
    }

    /** The low six bits of a disk record's info field. */
    public int code() {
        return code;
    }
}
