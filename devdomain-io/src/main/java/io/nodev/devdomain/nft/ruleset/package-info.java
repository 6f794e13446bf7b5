/**
 * What a firewall file says, as values: tables, chains, rules, sets, maps and counters of the nftables language, for the
 * families {@code bridge} and {@code netdev}. Every type's {@code toString} is its text in the language; the text of a
 * whole ruleset, read again, gives an equal ruleset.
 */
package io.nodev.devdomain.nft.ruleset;
