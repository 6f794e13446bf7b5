package io.nodev.common.machine;

/** Which of the two guest I/O architectures a machine has. */
public enum Architecture {
    /** Drivers, vifs and the virtual firewall/router inside the hypervisor. */
    LEGACY("legacy-io"),
    /** A device domain owns the hardware; guests reach it over shared memory and event channels. */
    DEVICE_DOMAIN("devdomain-io");

    private final String id;

    Architecture(String id) {
        this.id = id;
    }

    /** The word used in manifests, in the banner, as the artifact's suffix and in reports. */
    public String id() {
        return id;
    }
}
