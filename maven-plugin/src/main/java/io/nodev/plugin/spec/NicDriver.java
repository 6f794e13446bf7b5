package io.nodev.plugin.spec;

/** What is on the other side of a NIC. */
public enum NicDriver implements Word {
    /** Frames of the capture arrive; frames sent are recorded. */
    CAPTURE("capture"),
    /** Nothing ever arrives, and what is sent is counted and thrown away: the driver Xen falls back to without hardware. */
    DUMMY("dummy"),
    /** An in-memory wire that a test or a program holds the other end of. */
    WIRE("wire");

    private final String word;

    NicDriver(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
