package io.nodev.devdomain.nft.ruleset;

/** What a map gives for a key: a verdict, an address or an interface. */
public sealed interface Datum permits Value, Verdict {}
