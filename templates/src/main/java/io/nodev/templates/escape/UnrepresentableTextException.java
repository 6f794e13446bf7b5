package io.nodev.templates.escape;

/** A text holds a character that an output language has no way to write. */
public final class UnrepresentableTextException extends IllegalArgumentException {
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

    /** The language, as a person calls it. */
    public String language() {
        return language;
    }

    /** The first character that does not fit. */
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
