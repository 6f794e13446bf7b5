package io.nodev.plugin.spec;

/** A guest that comes with the runtime; written {@code builtin:<word>}. */
public enum BuiltinGuest implements Word {
    /** Receives and does nothing. */
    IDLE("idle"),
    /** Sends the frames of the capture whose source address is that of one of its vifs. */
    REPLAY("replay"),
    /** Answers ARP requests and ICMP echo requests for its addresses. */
    ECHO("echo");

    /** What the names of all built-in guests begin with. */
    public static final String PREFIX = "builtin:";

    private final String word;

    BuiltinGuest(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
