package io.nodev.common.machine;

/** A disk, or a part of one, is not handed out because of who uses it already. */
public final class SharingRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names both users, the sectors and what would allow it
     */
    public SharingRefusedException(String message) {
        super(message);
    }
}
