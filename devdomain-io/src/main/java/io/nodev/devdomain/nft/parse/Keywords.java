package io.nodev.devdomain.nft.parse;

import java.util.Set;

/** The words that nft takes for its own wherever they stand, so that nothing can have them as a name. */
final class Keywords {
    private static final Set<String> WORDS = Set.of("""
            accept drop continue jump goto return fwd type hook priority policy device devices set
            map counter chain table element rule add delete flush list reset insert replace create
            destroy rename ruleset define redefine undefine include ip ip6 arp ether tcp udp icmp
            icmpv6 igmp meta ct vlan sctp dccp esp ah comp udplite bridge netdev inet comment size
            flags interval constant timeout dynamic elements auto-merge typeof iifname oifname iif
            oif vmap limit quota log reject queue snat dnat masquerade redirect tproxy notrack dup
            synproxy secmark flow flowtable offload meter update export import monitor describe
            handle index position mark hour day and or xor not eq ne lt gt le ge lshift rshift
            pkttype rtclassid socket fib rt exthdr numgen jhash symhash random osf ecn hbh frag dst
            mh srh th ipsec xt cpu time cgroup all exists expires gc-interval get ibriport ibrname
            iifgroup iiftype missing nftrace obriport obrname oifgroup oiftype rt0 rt2 skgid skuid
            """.split("\\s+"));

    private Keywords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
