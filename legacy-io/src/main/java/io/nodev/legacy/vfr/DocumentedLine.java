package io.nodev.legacy.vfr;

/** Takes words off the front of one line and remembers their columns. White space is that of the grammar as built. */
final class DocumentedLine {
    private final String text;
    private int at;

    /**
     * A word of the line.
     *
     * @param text its characters; empty for a word that is missing
     * @param column where it begins, counted from 1
     */
    record Word(String text, int column) {
        boolean isMissing() {
            return text.isEmpty();
        }
    }

    DocumentedLine(String text) {
        this.text = text;
    }

    /** The next characters up to white space; missing at the end of the line. */
    Word word() {
        skipWhite();
        int from = at;
        while (at < text.length() && !isWhite()) {
            at++;
        }
        return since(from);
    }

    /** The next characters up to white space or an equals sign; missing at the end and before an equals sign. */
    Word key() {
        skipWhite();
        int from = at;
        while (at < text.length() && !isWhite() && text.charAt(at) != '=') {
            at++;
        }
        return since(from);
    }

    /** Takes an equals sign and the white space before it, if one is next. */
    boolean takeEquals() {
        skipWhite();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            return true;
        }
        return false;
    }

    /** Whether only white space is left. */
    boolean isAtEnd() {
        skipWhite();
        return at == text.length();
    }

    /** The column behind the last character that is not white space. */
    int endColumn() {
        int end = text.length();
        while (end > 0 && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return end + 1;
    }

    /** A place to come back to. */
    int mark() {
        return at;
    }

    void backTo(int mark) {
        at = mark;
    }

    private void skipWhite() {
        while (at < text.length() && isWhite()) {
            at++;
        }
    }

    private boolean isWhite() {
        return isWhite(text.charAt(at));
    }

    private static boolean isWhite(char c) {
        return c < 0x80 && LineCursor.isWhite((byte) c);
    }

    private Word since(int from) {
        return new Word(text.substring(from, at), from + 1);
    }
}
