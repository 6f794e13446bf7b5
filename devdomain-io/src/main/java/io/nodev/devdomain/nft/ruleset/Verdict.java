package io.nodev.devdomain.nft.ruleset;

import java.util.Locale;

/**
 * What becomes of a frame, or which rule comes next.
 *
 * @param kind which verdict
 * @param chain the chain to go on in, for {@link Kind#JUMP} and {@link Kind#GOTO}; else empty
 */
public record Verdict(Kind kind, String chain) implements Statement, Datum {
    /** The verdicts. */
    public enum Kind {
        /** Ends the base chain; the frame goes on to the next one of the hook. */
        ACCEPT,
        /** Ends the frame. */
        DROP,
        /** Goes on after the jump that led here; in a base chain, to its policy. */
        RETURN,
        /** Goes on in another chain and comes back when that ends. */
        JUMP,
        /** Goes on in another chain and comes back to where this one would have. */
        GOTO
    }

    /** A verdict without a chain. */
    public static Verdict of(Kind kind) {
        return new Verdict(kind, "");
    }

    /** Whether it names a chain. */
    public boolean hasChain() {
        return kind == Kind.JUMP || kind == Kind.GOTO;
    }

    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return hasChain() ? word + " " + chain : word;
    }
}
