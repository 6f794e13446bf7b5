package io.nodev.plugin.generate;

/** How a generation ended. */
public enum GenerationResult {
    /** Nothing was to be done. */
    UP_TO_DATE("is up to date"),
    /** Files were written, or would have been had their bytes not been there already. */
    GENERATED("generated"),
    /** The same, after all that the other stack had left was deleted. */
    SWITCHED("generated; what the other stack had left is deleted");

    private final String words;

    GenerationResult(String words) {
        this.words = words;
    }

    /** How it is told. */
    public String words() {
        return words;
    }
}
