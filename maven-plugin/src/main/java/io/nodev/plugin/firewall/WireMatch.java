package io.nodev.plugin.firewall;

import java.util.Optional;

/**
 * What a row asks of a packet of one kind, in terms that nftables has.
 *
 * @param from the vif it must come from; empty for any
 * @param notFrom the vif it must not come from, its destination's own; empty for none
 * @param headers what its headers must say
 * @param row whose question it is
 */
record WireMatch(Optional<String> from, Optional<String> notFrom, Headers headers, WireRow row) {
    /**
     * What is asked of headers.
     *
     * @param source the source address
     * @param target the destination address
     * @param transport what is asked behind them
     */
    record Headers(Bits source, Bits target, Transport transport) {}

    /** Whether nothing but one destination address is asked for. */
    boolean isClaim(HeaderKind kind) {
        return from.isEmpty()
                && headers.source().isAny()
                && headers.target().isExact(kind.target().type())
                && headers.transport().equals(Transport.ANY);
    }
}
