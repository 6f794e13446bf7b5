package io.nodev.devdomain.nft.parse;

/** Ends the reading of a statement that has a problem; what follows it is read on. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Token at;
    private final String construct;

    SyntaxException(Token at, String construct, String message) {
        super(message);
        this.at = at;
        this.construct = construct;
    }

    /** What stands where something else was expected. */
    SyntaxException(Token at, String expected) {
        this(at, at.shown(), "expected " + expected);
    }

    Token at() {
        return at;
    }

    String construct() {
        return construct;
    }
}
