package io.nodev.legacy.vfr;

/**
 * One thing wrong with one line of rules, as the strict grammar sees it.
 *
 * @param column where it is, counted from 1; one behind the last character if something is missing at the end
 * @param message what was expected and what is there
 * @param fix what to write instead
 */
public record VfrSyntaxError(int column, String message, String fix) {
    /** {@code 12: message; fix}. */
    @Override
    public String toString() {
        return column + ": " + message + "; " + fix;
    }
}
