package io.nodev.devdomain.nft.parse;

/** Reads numbers. */
final class Numbers {
    private Numbers() {}

    /** A decimal or hexadecimal number from 0 to {@code max}. */
    static long parse(Token token, String what, long max) throws SyntaxException {
        String text = token.text();
        try {
            long value = text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
            if (value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // More digits than any number here has: the same problem.
        }
        throw new SyntaxException(token, text, "expected " + what + ", at most " + max);
    }
}
