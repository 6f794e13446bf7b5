package io.nodev.devdomain.nft;

import io.nodev.common.classifier.Pattern;
import io.nodev.common.classifier.PatternIndex;
import java.util.List;

/**
 * Passes over the rules of a chain whose first matches fail. What else a rule does is left to its instructions; a rule
 * that gives no verdict, or a jump that comes back, asks again from the next rule on. Until the index is made nothing is
 * passed over, which leads to the same verdicts.
 */
final class ChainIndex {
    private final List<Pattern> patterns;
    private final int[] bodies;
    private final int end;
    private volatile PatternIndex index;

    /**
     * @param patterns the first matches of each rule
     * @param bodies where the instructions behind them begin
     * @param end where the chain ends
     */
    ChainIndex(List<Pattern> patterns, int[] bodies, int end) {
        this.patterns = patterns;
        this.bodies = bodies;
        this.end = end;
    }

    /** Makes the index; any thread may do so while another one moves frames. */
    void make() {
        index = PatternIndex.of(patterns);
    }

    boolean isMade() {
        return index != null;
    }

    /** Where to go on from a rule: behind the matches of the first one that passes, or at {@code otherwise} if it is not known. */
    int select(FrameContext frame, int from, int otherwise) {
        PatternIndex made = index;
        if (made == null) {
            return otherwise;
        }
        int rule = made.first(frame.fields, from);
        return rule == PatternIndex.NONE ? end : bodies[rule];
    }
}
