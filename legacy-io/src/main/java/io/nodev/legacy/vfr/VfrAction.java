package io.nodev.legacy.vfr;

import java.util.Optional;

/** The second word of a rule's text. */
public enum VfrAction {
    /** The packet goes to the rule's destination. */
    ACCEPT,
    /** As documented: the packet is counted and the look-up goes on. As built: the same as {@link #ACCEPT}. */
    COUNT;

    private static final VfrAction[] BY_CODE = values();

    /** The number in a rule's 16-bit action field. */
    public int code() {
        return ordinal();
    }

    /** The action with this number; empty for any other, which acts as {@link #ACCEPT}. */
    public static Optional<VfrAction> of(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }
}
