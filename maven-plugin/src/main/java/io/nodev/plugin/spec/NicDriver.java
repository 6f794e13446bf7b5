package io.nodev.plugin.spec;

/** What is on the other side of a NIC. */
public enum NicDriver {
    /** Frames of the capture arrive; frames sent are recorded. */
    CAPTURE("capture"),
    /** Nothing ever arrives, and what is sent is counted and thrown away: the driver Xen falls back to without hardware. */
    DUMMY("dummy"),
    /** An in-memory wire that a test or a program holds the other end of. */
    WIRE("wire");

    private final String key;

    NicDriver(String key) {
        this.key = key;
    }

    static final Words<NicDriver> WORDS = Words.of(NicDriver.class, NicDriver::key);

    /** The name in a machine's description. */
    public String key() {
        return key;
    }
}
