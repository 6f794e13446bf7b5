package io.nodev.plugin.generate;

import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;

/**
 * What domain 0 writes before any guest runs, and the rule list that results.
 *
 * @param semantics how the writes are read and the list decides
 * @param writes the writes, first written first
 * @param newestFirst the rules in list order
 */
record RuleScript(VfrSemantics semantics, List<RuleWrite> writes, List<ListedRule> newestFirst) {
    /** Copies the lists. */
    RuleScript {
        writes = List.copyOf(writes);
        newestFirst = List.copyOf(newestFirst);
    }
}
