package io.nodev.common.driver;

import java.nio.file.Path;

/**
 * A device behind a card failed. Whoever runs the driver goes down with it: the hypervisor panics, a device domain's
 * backend crashes.
 */
public final class DriverFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A card could not use its file.
     *
     * @param card name of the card
     * @param file what it could not use
     * @param cause what the file system said
     */
    public DriverFault(String card, Path file, Exception cause) {
        super("driver fault: card " + card + " cannot write " + file + ": " + cause, cause);
    }
}
