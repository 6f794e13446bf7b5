package io.nodev.plugin.spec;

/** A guest that comes with the runtime; written {@code builtin:<key>}. */
public enum BuiltinGuest {
    /** Receives and does nothing. */
    IDLE("idle"),
    /** Sends the frames of the capture whose source address is that of one of its vifs. */
    REPLAY("replay"),
    /** Reads every sector of its VBDs twice and compares. */
    READ_CHECK("read-check"),
    /** Writes every sector of its VBDs, flushes, reads it back and compares; what was there is gone. */
    WRITE_VERIFY("write-verify");

    /** What the names of all built-in guests begin with. */
    public static final String PREFIX = "builtin:";

    private final String key;

    BuiltinGuest(String key) {
        this.key = key;
    }

    static final Words<BuiltinGuest> WORDS = Words.of(BuiltinGuest.class, BuiltinGuest::key);

    /** The name in a machine's description, after {@code builtin:}. */
    public String key() {
        return key;
    }
}
