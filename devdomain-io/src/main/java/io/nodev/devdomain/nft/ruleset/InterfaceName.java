package io.nodev.devdomain.nft.ruleset;

/**
 * The name of an interface, or the first characters of several names.
 *
 * @param text the name, or what the names begin with; 1 to 15 characters
 * @param isPrefix whether any name that begins so is meant
 */
public record InterfaceName(String text, boolean isPrefix) implements Value {
    /** The most characters of a name (Linux, {@code IFNAMSIZ} less the byte that ends it). */
    public static final int MAX_LENGTH = 15;

    /**
     * @throws IllegalArgumentException if the text is empty or too long
     */
    public InterfaceName {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an interface's name has 1 to " + MAX_LENGTH + " characters: text=" + text);
        }
    }

    /** Whether an interface of this name is meant. */
    public boolean matches(String name) {
        return isPrefix ? name.startsWith(text) : name.equals(text);
    }

    @Override
    public boolean isInterval() {
        return isPrefix;
    }

    /** Whether there can be a name that both mean. */
    public boolean overlaps(InterfaceName other) {
        return matches(other.text) && (isPrefix || other.text.equals(text))
                || other.matches(text) && (other.isPrefix || other.text.equals(text));
    }

    /** The name in quotation marks, with an asterisk if it is a beginning. */
    @Override
    public String toString() {
        return '"' + text + (isPrefix ? "*\"" : "\"");
    }
}
