package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import java.util.function.IntPredicate;

/** Where rules lead, as plain numbers. */
final class RuleDestination {
    private static final int NO_SUCH_VIF = -4;

    private RuleDestination() {}

    /** An {@link Endpoint}, or a number that is none for a vif no machine can have. */
    static int of(VfrEndpoint end) {
        if (end.isSpecial()) {
            return end.equals(VfrEndpoint.PHYSICAL) ? Endpoint.PHYSICAL : Endpoint.DROP;
        }
        return end.isNameable() ? end.toEndpoint() : NO_SUCH_VIF;
    }

    /** Where a rule to a missing vif leads. */
    static int missing(VfrSemantics semantics) {
        return semantics.has(Quirk.MISSING_VIF_IS_PHYSICAL) ? Endpoint.PHYSICAL : Endpoint.DROP;
    }

    /** The destination itself, or what stands for it if it is a missing vif. */
    static int resolve(int destination, IntPredicate vifExists, int missing) {
        if (destination == Endpoint.PHYSICAL || destination == Endpoint.DROP) {
            return destination;
        }
        return destination != NO_SUCH_VIF && vifExists.test(destination) ? destination : missing;
    }
}
