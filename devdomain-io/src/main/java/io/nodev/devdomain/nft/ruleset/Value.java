package io.nodev.devdomain.nft.ruleset;

/** What a selected field is compared with: a range of numbers, or the names of interfaces. */
public sealed interface Value extends Operand, Datum permits Range, InterfaceName {
    /** Whether more than one value is meant: a prefix, a range, or names that begin alike. */
    boolean isInterval();
}
