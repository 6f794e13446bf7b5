package io.nodev.templates.escape;

/** The languages that generated files are written in, each with the one escaper for text in it. */
public enum OutputLanguage {
    /** A string literal in Java source, quotes included; half a surrogate pair is no text. */
    JAVA_STRING("javaString", "a Java string") {
        @Override
        void append(StringBuilder out, int c) {
            BackslashEscapes.appendToString(out, c);
        }

        @Override
        boolean holds(int c) {
            return !Characters.isLoneSurrogate(c);
        }

        @Override
        String enclose(String escaped) {
            return '"' + escaped + '"';
        }
    },

    /**
     * A part of a line in a comment of Java or of a language whose comments begin with {@code #}, or in a text block.
     * Backslashes are doubled, and what a reader could not see is written as an escape, there to be read.
     */
    COMMENT("comment", "a comment") {
        @Override
        void append(StringBuilder out, int c) {
            BackslashEscapes.appendToComment(out, c);
        }

        @Override
        boolean holds(int c) {
            return c != '\n' && c != '\r';
        }

        @Override
        String enclose(String escaped) {
            return escaped.replace("*/", "*&#47;");
        }
    },

    /** A part of a sentence in a Java documentation comment. */
    JAVADOC("javadoc", "a documentation comment") {
        @Override
        void append(StringBuilder out, int c) {
            switch (c) {
                case '<', '>', '&', '@', '{', '}', '*' ->
                    out.append("&#").append(c).append(';');
                default -> BackslashEscapes.appendToComment(out, c);
            }
        }

        @Override
        boolean holds(int c) {
            return COMMENT.holds(c);
        }
    },

    /** A JSON string, quotes included; half a surrogate pair is no text. */
    JSON("json", "JSON") {
        @Override
        void append(StringBuilder out, int c) {
            BackslashEscapes.appendToString(out, c);
        }

        @Override
        boolean holds(int c) {
            return !Characters.isLoneSurrogate(c);
        }

        @Override
        String enclose(String escaped) {
            return '"' + escaped + '"';
        }
    },

    /** A key or a value of a {@code .properties} file, in ASCII. */
    PROPERTIES("properties", "a properties file") {
        @Override
        void append(StringBuilder out, int c) {
            BackslashEscapes.appendToProperties(out, c);
        }
    },

    /**
     * A word of a configuration file that no shell reads: letters, digits and {@code . _ : / @ + , -} of ASCII, not
     * beginning with the dash of an option. An empty text is no word.
     */
    CFG("cfg", "a configuration word") {
        @Override
        void append(StringBuilder out, int c) {
            out.append((char) c);
        }

        @Override
        boolean holds(int c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:/@+,-".indexOf(c) >= 0;
        }

        @Override
        boolean holdsFirst(int c) {
            return c != '-' && holds(c);
        }

        @Override
        boolean holdsNothing() {
            return false;
        }
    },

    /** XML 1.0 character data or an attribute's value between either kind of quotes, which are not included. */
    XML("xml", "XML 1.0") {
        @Override
        void append(StringBuilder out, int c) {
            XmlEscapes.append(out, c);
        }

        @Override
        boolean holds(int c) {
            return XmlEscapes.isCharacter(c);
        }
    };

    private final String function;
    private final String title;

    OutputLanguage(String function, String title) {
        this.function = function;
        this.title = title;
    }

    /** The name of this escaper as a function in templates. */
    public String function() {
        return function;
    }

    /**
     * Writes a text in this language.
     *
     * @throws UnrepresentableTextException if the text holds a character this language cannot
     */
    public String escape(String text) {
        if (text.isEmpty() && !holdsNothing()) {
            throw new UnrepresentableTextException(title);
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (i == 0 ? !holdsFirst(c) : !holds(c)) {
                throw new UnrepresentableTextException(title, text, i);
            }
            append(out, c);
        }
        return enclose(out.toString());
    }

    abstract void append(StringBuilder out, int c);

    /** Whether the language can hold the character, escaped or not. */
    boolean holds(int c) {
        return true;
    }

    /** Whether the language can hold the character as the first of a text. */
    boolean holdsFirst(int c) {
        return holds(c);
    }

    /** Whether the language can hold an empty text. */
    boolean holdsNothing() {
        return true;
    }

    String enclose(String escaped) {
        return escaped;
    }
}
