package io.nodev.templates.escape;

/** What all escapers must know about characters. */
final class Characters {
    private static final int FIRST_NONCHARACTER = 0xFDD0;
    private static final int LAST_NONCHARACTER = 0xFDEF;

    private Characters() {}

    /**
     * Whether a reader could not see the character, or would see others in a wrong order because of it: controls, line
     * and paragraph separators, format characters such as those that turn the writing direction, half surrogates.
     */
    static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isNoncharacter(codePoint);
        };
    }

    /** Whether the code point is half of a pair whose other half is missing. */
    static boolean isLoneSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Whether Unicode says the code point is no character. */
    static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || codePoint >= FIRST_NONCHARACTER && codePoint <= LAST_NONCHARACTER;
    }
}
