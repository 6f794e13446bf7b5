package io.nodev.common.machine;

import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import java.util.List;

/**
 * What domain 0's tools do with the VBDs of a running machine. From any thread; each call returns when the block half of the
 * machine has answered, so the machine has to be running and the caller must not be one of its virtual CPUs.
 */
public interface VbdControl {
    /**
     * Adds a VBD to a living domain, whose driver finds it by itself.
     *
     * @throws SharingRefusedException if another user of the same sectors forbids it; nothing changed
     * @throws IllegalArgumentException if the machine refuses it, with the reason; nothing changed
     */
    void create(int domain, VbdConfig vbd);

    /**
     * Appends an extent to a VBD.
     *
     * @throws SharingRefusedException if another user of the same sectors forbids it; nothing changed
     * @throws IllegalArgumentException if the machine refuses it, with the reason; nothing changed
     */
    void grow(int domain, int device, Extent extent);

    /**
     * Removes the last extent of a VBD.
     *
     * @throws IllegalArgumentException if there is none, or no such VBD
     */
    void shrink(int domain, int device);

    /**
     * Removes a VBD. Requests that were taken before are answered; later ones are refused.
     *
     * @throws IllegalArgumentException if there is no such VBD
     */
    void destroy(int domain, int device);

    /** Which sectors each VBD uses, but for domain 0's whole disks; each use with its VBD. */
    List<DiskUse> uses();

    /** What every VBD counted, by ascending domain and number. */
    List<VbdReport> reports();
}
