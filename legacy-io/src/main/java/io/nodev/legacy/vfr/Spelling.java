package io.nodev.legacy.vfr;

/** When a word of the text counts as a keyword. Case always matters, and a longer word never counts. */
enum Spelling {
    /** Only the keyword itself. */
    FULL,
    /** Anything non-empty that the keyword begins with. */
    PREFIX;

    static Spelling of(VfrSemantics semantics) {
        return semantics.has(Quirk.PREFIX_MATCHING) ? PREFIX : FULL;
    }

    boolean selects(String token, String keyword) {
        return this == FULL ? keyword.equals(token) : !token.isEmpty() && keyword.startsWith(token);
    }
}
