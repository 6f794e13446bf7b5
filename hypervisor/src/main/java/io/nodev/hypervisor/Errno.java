package io.nodev.hypervisor;

/** Error numbers of hypercalls; a failing call returns the negated number. Values as in Linux on x86. */
public final class Errno {
    /** Not permitted. */
    public static final int EPERM = 1;

    /** No such domain. */
    public static final int ESRCH = 3;

    /** Out of memory. */
    public static final int ENOMEM = 12;

    /** Access refused by a device's mode. */
    public static final int EACCES = 13;

    /** An argument lies where the caller has no memory. */
    public static final int EFAULT = 14;

    /** Busy. */
    public static final int EBUSY = 16;

    /** No such device. */
    public static final int ENODEV = 19;

    /** An argument is invalid. */
    public static final int EINVAL = 22;

    /** No port is free. */
    public static final int ENOSPC = 28;

    /** The architecture lacks this call, or the call this command. */
    public static final int ENOSYS = 38;

    private Errno() {}
}
