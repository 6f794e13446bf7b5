package io.nodev.devdomain.nft.parse;

/** Ends the reading of a statement that has a problem; what follows it is read on. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Token at;
    private final String construct;
    private final String advice;

    /**
     * @param advice what to do about it, as a command
     */
    SyntaxException(Token at, String construct, String message, String advice) {
        super(message);
        this.at = at;
        this.construct = construct;
        this.advice = advice;
    }

    /** What stands where something else was expected. */
    SyntaxException(Token at, String expected) {
        this(at, at.shown(), NftProblem.EXPECTED + expected, NftProblem.WRITE + expected);
    }

    Token at() {
        return at;
    }

    String construct() {
        return construct;
    }

    String advice() {
        return advice;
    }
}
