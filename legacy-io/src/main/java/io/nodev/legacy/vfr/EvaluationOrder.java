package io.nodev.legacy.vfr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The order in which rules are to be tried so that the first match decides. Whoever evaluates a list, by table or by
 * generated code, starts here, and need know nothing about which rule outranks which.
 */
public final class EvaluationOrder {
    private EvaluationOrder() {}

    /**
     * The rules that can match a packet at all, in the order in which they are tried.
     *
     * @param newestFirst the rules in list order
     * @param semantics {@link Quirk#OLDEST_SPECIAL_WINS} decides the order
     */
    public static List<VfrRule> of(List<VfrRule> newestFirst, VfrSemantics semantics) {
        return of(newestFirst, Function.identity(), semantics);
    }

    /**
     * The same for whatever carries a rule.
     *
     * @param newestFirst what carries the rules, in list order
     * @param rule the rule it carries
     * @param semantics {@link Quirk#OLDEST_SPECIAL_WINS} decides the order
     */
    public static <T> List<T> of(List<T> newestFirst, Function<T, VfrRule> rule, VfrSemantics semantics) {
        List<T> live =
                newestFirst.stream().filter(row -> canMatch(rule.apply(row))).toList();
        if (!semantics.has(Quirk.OLDEST_SPECIAL_WINS)) {
            return live;
        }
        List<T> ordered = new ArrayList<>(live.size());
        for (T row : live) {
            if (!isSpecial(rule.apply(row))) {
                ordered.add(row);
            }
        }
        for (int i = live.size() - 1; i >= 0; i--) {
            if (isSpecial(rule.apply(live.get(i)))) {
                ordered.add(live.get(i));
            }
        }
        return List.copyOf(ordered);
    }

    private static boolean isSpecial(VfrRule rule) {
        return rule.destination().endpoint().isSpecial();
    }

    /** Whether some packet matches: its source exists in principle, is not the destination, and the protocol is known. */
    static boolean canMatch(VfrRule rule) {
        VfrEndpoint source = rule.source().endpoint();
        boolean possibleSource =
                source.equals(VfrEndpoint.ANY) || source.equals(VfrEndpoint.PHYSICAL) || source.isNameable();
        return possibleSource
                && VfrProtocol.of(rule.protocol()).isPresent()
                && !(source.equals(rule.destination().endpoint()) && !source.equals(VfrEndpoint.ANY));
    }
}
