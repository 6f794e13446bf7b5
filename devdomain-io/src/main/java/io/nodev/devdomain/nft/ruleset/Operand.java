package io.nodev.devdomain.nft.ruleset;

/** The right side of a match: one value, or a set. */
public sealed interface Operand permits Value, ElementSource {}
