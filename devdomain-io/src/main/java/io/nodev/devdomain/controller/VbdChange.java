package io.nodev.devdomain.controller;

import io.nodev.common.disk.Extent;
import io.nodev.common.machine.VbdConfig;
import java.util.concurrent.CompletableFuture;

/**
 * Something to be done about a VBD of a living guest.
 *
 * @param kind what
 * @param domain the guest
 * @param vbd what to create; otherwise its number counts
 * @param extent what to append, or null
 * @param result gets the backend's result, as {@link io.nodev.devdomain.layout.BlkifBackendLayout} lists them, or
 *     {@link #NO_BACKEND}
 */
public record VbdChange(Kind kind, int domain, VbdConfig vbd, Extent extent, CompletableFuture<Integer> result) {
    /** Result: the backend is not there, or was lost before it answered. */
    public static final int NO_BACKEND = -1;

    /** Result: another backend serves the guest. */
    public static final int OTHER_BACKEND = -2;

    /** What is to be done. */
    public enum Kind {
        /** Make a VBD with its extents. */
        CREATE,
        /** Append an extent. */
        GROW,
        /** Remove the last extent. */
        SHRINK,
        /** Remove a VBD. */
        DESTROY
    }

    int device() {
        return vbd.device();
    }
}
