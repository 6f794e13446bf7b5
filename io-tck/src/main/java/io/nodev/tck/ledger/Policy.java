package io.nodev.tck.ledger;

/** What the device domain lets pass in the run that a ledger is of. */
public enum Policy {
    /** Everything. */
    OPEN("open"),
    /** What follows from a machine's description. */
    DERIVED("derived");

    private final String id;

    Policy(String id) {
        this.id = id;
    }

    /** The word in the table. */
    public String id() {
        return id;
    }

    /**
     * The policy with a word.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static Policy of(String id) {
        for (Policy policy : values()) {
            if (policy.id.equals(id)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("no policy has this word: id=" + id);
    }
}
