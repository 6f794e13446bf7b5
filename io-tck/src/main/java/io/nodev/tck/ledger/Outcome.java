package io.nodev.tck.ledger;

/** What came of a test. */
public enum Outcome {
    /** It held. */
    PASSED("passed"),
    /** The stack lacks what the rule speaks of, and refused it or did what it does instead. */
    REFUSED("refused"),
    /** It did not hold. */
    FAILED("failed"),
    /** The machine offers no occasion for it. */
    NOT_EXERCISED("not-exercised");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** The word in the ledger. */
    public String id() {
        return id;
    }

    /**
     * The outcome with a word.
     *
     * @throws IllegalArgumentException if no outcome has it
     */
    public static Outcome of(String id) {
        for (Outcome outcome : values()) {
            if (outcome.id.equals(id)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome has this word: id=" + id);
    }
}
