package io.nodev.templates.escape;

/** An output language has no way to write a text. */
public final class UnrepresentableTextException extends IllegalArgumentException {
    /** In place of a character: the text has none, and should. */
    public static final int NONE = -1;

    private static final long serialVersionUID = 1L;

    private final String language;
    private final int codePoint;
    private final int index;

    UnrepresentableTextException(String language, String text, int index) {
        super("%s cannot hold U+%04X, character %d of the text: text=%s"
                .formatted(language, text.codePointAt(index), index + 1, visible(text)));
        this.language = language;
        this.codePoint = text.codePointAt(index);
        this.index = index;
    }

    UnrepresentableTextException(String language) {
        super(language + " cannot hold an empty text: text=");
        this.language = language;
        this.codePoint = NONE;
        this.index = 0;
    }

    /** The language, as a person calls it. */
    public String language() {
        return language;
    }

    /** The first character that does not fit, or {@link #NONE} if the text is empty. */
    public int codePoint() {
        return codePoint;
    }

    /** Where that character is, counted from 0 in {@code char} units. */
    public int index() {
        return index;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Characters.isInvisible(c)) {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
