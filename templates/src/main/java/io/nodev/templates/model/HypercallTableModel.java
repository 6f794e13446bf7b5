package io.nodev.templates.model;

import java.util.List;

/**
 * The hypercall table of one architecture.
 *
 * @param unit package, name and imports of the class
 * @param architecture {@code legacy-io} or {@code devdomain-io}
 * @param parameters what the method that makes the table is given
 * @param calls every number, ascending
 */
public record HypercallTableModel(
        GeneratedClassModel unit, String architecture, String parameters, List<CallModel> calls) {
    /** Copies the list. */
    public HypercallTableModel {
        calls = List.copyOf(calls);
    }

    /**
     * One hypercall.
     *
     * @param number its number
     * @param title its name of 2004
     * @param constant its constant, as {@code MMU_UPDATE}
     * @param handler the expression that answers it, or the empty text if nothing does
     */
    public record CallModel(int number, String title, String constant, String handler) {
        /** Whether something answers it. */
        public boolean present() {
            return !handler.isEmpty();
        }
    }
}
