package io.nodev.plugin.spec;

/** A guest that comes with the runtime; written {@code builtin:<key>}. */
public enum BuiltinGuest {
    /** Receives and does nothing. */
    IDLE("idle"),
    /** Sends the frames of the capture whose source address is that of one of its vifs. */
    REPLAY("replay");

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
