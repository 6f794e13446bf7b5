package io.nodev.templates.escape;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Hands out Java identifiers for names that users chose, one scope an object. Identifiers are ASCII, so that they are
 * the same file name everywhere; no two of them differ only in letter case; the same names in the same order always
 * give the same identifiers.
 */
public final class JavaNames {
    /** How an identifier is spelled. */
    public enum Style {
        /** {@code WebServer}. */
        TYPE,
        /** {@code webServer}. */
        MEMBER,
        /** {@code WEB_SERVER}. */
        CONSTANT
    }

    /** Words that are keywords only in places, but may not name a type or an unqualified method. */
    private static final Set<String> CONTEXTUAL = Set.of("permits", "record", "sealed", "var", "when", "yield");

    private final Style style;
    private final Set<String> taken = new HashSet<>();

    /**
     * A scope in which some identifiers are taken already.
     *
     * @param style how its identifiers are spelled
     * @param reserved identifiers not to hand out: those of types the generated code names, for one
     */
    public JavaNames(Style style, Set<String> reserved) {
        this.style = style;
        reserved.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * A new identifier that looks like {@code text}. Asking twice for one text gives two identifiers.
     *
     * @param text any text, even an empty one
     */
    public String allocate(String text) {
        String wanted = spell(words(text));
        String name = wanted;
        for (int number = 2; isUnusable(name) || !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = wanted + (style == Style.CONSTANT ? "_" : "") + number;
        }
        return name;
    }

    private static boolean isUnusable(String name) {
        return !SourceVersion.isName(name, SourceVersion.RELEASE_17) || CONTEXTUAL.contains(name);
    }

    private static List<String> words(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> append(ascii, c));
        List<String> words = new ArrayList<>();
        for (String word : ascii.toString().split(" +")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (words.isEmpty() || Character.isDigit(words.get(0).charAt(0))) {
            words.add(0, "n");
        }
        return words;
    }

    /** Letters and digits stay, accents go, other letters become their number, all else parts words. */
    private static void append(StringBuilder ascii, int c) {
        if (c < 0x80) {
            ascii.append(Character.isLetterOrDigit(c) ? (char) c : ' ');
        } else if (Character.isLetterOrDigit(c)) {
            ascii.append(" u").append(Integer.toHexString(c)).append(' ');
        } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
            ascii.append(' ');
        }
    }

    private String spell(List<String> words) {
        if (style == Style.CONSTANT) {
            return String.join("_", words).toUpperCase(Locale.ROOT);
        }
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            boolean lower = style == Style.MEMBER && name.isEmpty();
            String first = word.substring(0, 1);
            name.append(lower ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return name.toString();
    }
}
