package io.nodev.legacy.vfr;

import io.nodev.legacy.vfr.DocumentedLine.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Gathers what is wrong with one line. */
final class SyntaxErrors {
    private final List<VfrSyntaxError> errors = new ArrayList<>();

    void add(int column, String message, String fix) {
        errors.add(new VfrSyntaxError(column, message, fix));
    }

    /** Something else stands where {@code expected} should. */
    void unexpected(Word found, String expected, String fix) {
        String there = found.isMissing() ? "nothing there" : "found \"" + found.text() + "\"";
        add(found.column(), "expected " + expected + ", " + there, fix);
    }

    /**
     * A word that is none of the words possible here.
     *
     * @param instead what to do if no possible word resembles the one found
     */
    void notOneOf(Word found, List<String> possible, String instead) {
        String meant = resembling(found.text(), possible);
        unexpected(found, oneOf(possible), meant.isEmpty() ? instead : "write " + meant);
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    List<VfrSyntaxError> inOrder() {
        errors.sort(Comparator.comparingInt(VfrSyntaxError::column));
        return errors;
    }

    private static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The first possible word that the one found is, in the wrong case, an abbreviation or an extension of. */
    private static String resembling(String found, List<String> possible) {
        String lower = found.toLowerCase(Locale.ROOT);
        for (String word : possible) {
            if (word.equalsIgnoreCase(found)) {
                return word;
            }
        }
        for (String word : possible) {
            if (!found.isEmpty() && word.toLowerCase(Locale.ROOT).startsWith(lower)) {
                return word;
            }
        }
        return "";
    }
}
