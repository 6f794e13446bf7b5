package io.nodev.legacy.vfr;

import java.util.List;
import java.util.Optional;

/**
 * What one write was found to be: an operation, or nothing. As documented, nothing has reasons; as built, it has none.
 *
 * @param operation what to do
 * @param errors why there is nothing to do, in order of column; empty if there is an operation
 */
public record VfrParsed(Optional<VfrOperation> operation, List<VfrSyntaxError> errors) {
    /** Keeps an unmodifiable copy of the errors. */
    public VfrParsed {
        errors = List.copyOf(errors);
    }

    /** An operation, or a write that silently does nothing. */
    static VfrParsed of(Optional<VfrOperation> operation) {
        return new VfrParsed(operation, List.of());
    }
}
