package io.nodev.legacy.vfr;

/**
 * One rule: a pattern over headers and source, and a destination. Two rules are the same rule if and only if every field
 * is equal, bits that no mask looks at included; that is how DELETE finds its rule.
 *
 * @param source what is asked of the packet's source
 * @param destination what is asked of the packet's destination address and port, and where it goes
 * @param protocol 16-bit protocol number, see {@link VfrProtocol}
 * @param action 16-bit action number, see {@link VfrAction}
 * @see VfrRuleLayout
 */
public record VfrRule(VfrSide source, VfrSide destination, int protocol, int action) {
    /** Zeroed memory: from vif 0 of domain 0 to itself, so it matches nothing. The text parser starts from it. */
    public static final VfrRule ZERO = new VfrRule(VfrSide.ZERO, VfrSide.ZERO, 0, 0);

    /**
     * @throws IllegalArgumentException if the protocol or the action does not fit in 16 bits
     */
    public VfrRule {
        if (protocol >>> 16 != 0) {
            throw new IllegalArgumentException("a rule's protocol has 16 bits: protocol=" + protocol);
        }
        if (action >>> 16 != 0) {
            throw new IllegalArgumentException("a rule's action has 16 bits: action=" + action);
        }
    }

    /** A rule that sends everything from one end to another. */
    public static VfrRule between(VfrEndpoint source, VfrEndpoint destination) {
        return new VfrRule(VfrSide.of(source), VfrSide.of(destination), 0, 0);
    }

    /** This rule with another source side. */
    public VfrRule withSource(VfrSide other) {
        return new VfrRule(other, destination, protocol, action);
    }

    /** This rule with another destination side. */
    public VfrRule withDestination(VfrSide other) {
        return new VfrRule(source, other, protocol, action);
    }

    /** This rule for another protocol. */
    public VfrRule withProtocol(VfrProtocol other) {
        return new VfrRule(source, destination, other.code(), action);
    }

    /** This rule with another action. */
    public VfrRule withAction(VfrAction other) {
        return new VfrRule(source, destination, protocol, other.code());
    }

    /** Whether the domain is named as source or destination; such rules die with it. */
    public boolean names(long domain) {
        return source.endpoint().domain() == domain || destination.endpoint().domain() == domain;
    }
}
