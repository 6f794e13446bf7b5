package io.nodev.devdomain.nft.parse;

/** Reads numbers. */
final class Numbers {
    private Numbers() {}

    /**
     * A decimal or hexadecimal number from 0 to {@code max}. One with a leading 0 is refused: nft takes it for octal, and a
     * reader for decimal.
     */
    static long parse(Token token, String what, long max) throws SyntaxException {
        String text = token.text();
        refuseLeadingZero(token, text);
        try {
            long value = text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
            if (value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // More digits than any number here has: the same problem.
        }
        throw new SyntaxException(token, text, "is more than " + max, "write " + what);
    }

    /** Refuses digits, as an address's octet or a number, that begin with 0 and go on with another digit. */
    static void refuseLeadingZero(Token token, String digits) throws SyntaxException {
        if (digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1))) {
            throw new SyntaxException(token, token.text(), "a leading 0 would make it octal", "leave it out");
        }
    }
}
