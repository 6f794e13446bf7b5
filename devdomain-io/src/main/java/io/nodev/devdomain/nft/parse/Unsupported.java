package io.nodev.devdomain.nft.parse;

import java.util.Map;
import java.util.Optional;

/** What of nftables is not known here, and what comes nearest to it. */
final class Unsupported {
    private static final String COUNT = "count with counter instead";
    private static final String ADDRESSES =
            "addresses of IP are not changed here, ether saddr set and ether daddr set change those of Ethernet";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("include", "put the text of that file here"),
            Map.entry(
                    "ct", "connections are not known here, compare addresses, protocols and ports, in both directions"),
            Map.entry("log", COUNT),
            Map.entry("quota", COUNT),
            Map.entry("limit", "give the vif a rate where the machine is described"),
            Map.entry("reject", "write drop"),
            Map.entry("continue", "leave it out"),
            Map.entry("notrack", "leave it out"),
            Map.entry("snat", ADDRESSES),
            Map.entry("dnat", ADDRESSES),
            Map.entry("masquerade", ADDRESSES),
            Map.entry("redirect", ADDRESSES),
            Map.entry("queue", "write accept or drop"),
            Map.entry("dup", "write fwd to, in the family netdev"),
            Map.entry("iif", "write iifname"),
            Map.entry("oif", "write oifname"),
            Map.entry("ibrname", "write iifname"),
            Map.entry("obrname", "write oifname"),
            Map.entry("meta", "write meta length, iifname or oifname"),
            Map.entry("meta iif", "write iifname"),
            Map.entry("meta oif", "write oifname"),
            Map.entry("meta ibrname", "write iifname"),
            Map.entry("meta obrname", "write oifname"),
            Map.entry("meta protocol", "write ether type"),
            Map.entry("meta l4proto", "write ip protocol"),
            Map.entry("ip length", "write meta length"),
            Map.entry("ip version", "write ether type ip"),
            Map.entry("ip6", "write ether type ip6, ports are found behind IPv6 as well"),
            Map.entry("icmp", "write ip protocol icmp"),
            Map.entry("icmpv6", "write ether type ip6"),
            Map.entry("igmp", "write ip protocol igmp"),
            Map.entry("vlan", "write ether type 8021q"),
            Map.entry("th", "write tcp or udp, in a rule of its own each"),
            Map.entry("timeout", "leave it out, elements stay"),
            Map.entry("gc-interval", "leave it out, elements stay"));

    private Unsupported() {}

    /** What to do instead of a construct, by its first two words or else its first. */
    static Optional<String> advice(String construct) {
        String first = construct.replaceFirst(" .*", "");
        return Optional.ofNullable(INSTEAD.getOrDefault(construct, INSTEAD.get(first)));
    }
}
