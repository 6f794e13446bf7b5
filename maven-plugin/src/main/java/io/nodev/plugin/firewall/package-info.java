/**
 * The firewall of a device-domain machine: read from the user's file and held against the machine, or derived from the
 * description and the rules. A derived one is made of the values of {@link io.nodev.devdomain.nft.ruleset}; text is only
 * what they print, with a line before each rule that says where it comes from. The same input gives the same bytes.
 */
package io.nodev.plugin.firewall;
