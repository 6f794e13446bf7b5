package io.nodev.plugin.diagnostic;

/** How bad a problem is; only errors fail a build. */
public enum Severity {
    /** The build cannot go on. */
    ERROR("error"),
    /** The build goes on; the result may not be what the user meant. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word printed; also a SARIF level. */
    public String word() {
        return word;
    }
}
