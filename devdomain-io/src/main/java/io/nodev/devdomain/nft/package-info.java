/**
 * The firewall of a device domain: rulesets of the nftables language, decided frame by frame as a Linux kernel decides
 * them (Linux, {@code net/netfilter/nf_tables_core.c}, {@code nft_payload.c}, {@code nft_meta.c}).
 *
 * <p>A {@link io.nodev.devdomain.nft.Firewall} compiles a ruleset into one array of instructions and tables for its sets,
 * and makes an index of the rules of each long chain off the data path.
 * Deciding reads nothing of a frame but the private copy of its header, and does not allocate, lock, log or throw.
 */
package io.nodev.devdomain.nft;
