package io.nodev.devdomain.nft;

/**
 * Verdicts as numbers: the kind in the low 8 bits, for jump and goto where the chain begins above them. What ends a base
 * chain is the same number as {@link Firewall} has for it.
 */
final class Verdicts {
    static final int ACCEPT = Firewall.ACCEPT;
    static final int DROP = Firewall.DROP;
    static final int FORWARD = Firewall.FORWARD;
    static final int RETURN = 3;
    static final int JUMP = 4;
    static final int GOTO = 5;

    /** No verdict: the rule ends. */
    static final long NONE = -1;

    private Verdicts() {}

    static long of(int kind, int start) {
        return kind | (long) start << 8;
    }

    static int kind(long verdict) {
        return (int) verdict & 0xFF;
    }

    static int start(long verdict) {
        return (int) (verdict >>> 8);
    }
}
