package io.nodev.common.guest;

import java.util.List;

/**
 * The virtual block devices of a domain, which share one ring. Used on the domain's virtual CPU only.
 *
 * <p>Devices come and go while the machine runs: a list that was asked for stays as it is, the next may differ. A device that is
 * gone completes everything as not good.
 */
public interface BlockDevices {
    /** Whether it is known which devices there are. A domain that has none knows that. */
    boolean isReady();

    /** The devices that there are now, by ascending number. */
    List<VirtualBlockDevice> all();

    /**
     * The device of a name.
     *
     * @param name as {@code hdd}
     * @throws NoSuchBlockDeviceException if there is none now; the message says which there are
     */
    VirtualBlockDevice open(String name) throws NoSuchBlockDeviceException;

    /** Shows the other side every request put so far, at once. */
    void submit();

    /**
     * Hands over completions, of all devices, in the order they came about.
     *
     * @param budget the most to hand over
     * @return how many were handed over; fewer than the budget means that none waits
     */
    int complete(BlockHandler handler, int budget);
}
