package io.nodev.plugin.spec;

/** How rules are read and matched, and the preset of every quirk. */
public enum VfrSemantics implements Word {
    /** What the code of 2004 did. */
    AS_BUILT("as-built"),
    /** What its documentation said. */
    AS_DOCUMENTED("as-documented");

    private final String word;

    VfrSemantics(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
