package io.nodev.common.disk;

import java.io.IOException;

/** A partition table contradicts itself or its disk. */
public final class PartitionTableException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and where
     */
    public PartitionTableException(String message) {
        super(message);
    }
}
