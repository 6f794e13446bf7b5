package io.nodev.plugin.vdisk;

import io.nodev.plugin.diagnostic.ProblemCode;

/** What was asked of the virtual disks cannot be done. Nothing has changed. */
public final class VirtualDiskException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;

    VirtualDiskException(ProblemCode code, String detail, String fix) {
        this(code, detail, fix, null);
    }

    VirtualDiskException(ProblemCode code, String detail, String fix, Throwable cause) {
        super("error " + code.id() + ": " + detail + "\nfix: " + fix, cause);
        this.code = code;
        this.detail = detail;
    }

    /** What is wrong, in one line without the code. */
    public String detail() {
        return detail;
    }

    /** The kind of problem. The message has this code, what is wrong, and in a second line the fix. */
    public ProblemCode code() {
        return code;
    }
}
