package io.nodev.common.guest;

/** A guest asked for a block device that its domain does not have. */
public final class NoSuchBlockDeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param name what was asked for
     * @param present names of the devices there are
     */
    public NoSuchBlockDeviceException(String name, Iterable<String> present) {
        super(name + ": no such device; " + devices(String.join(", ", present)));
    }

    private static String devices(String present) {
        return present.isEmpty() ? "this domain has no block device" : "this domain has " + present;
    }
}
