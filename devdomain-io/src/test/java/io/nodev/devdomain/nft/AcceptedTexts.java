package io.nodev.devdomain.nft;

import java.util.List;
import java.util.stream.Stream;

/** Files that the parser's tests expect it to take, so that nft can be asked whether it takes them as well. */
public final class AcceptedTexts {
    /** Has most of what the language has, written in another way than it is printed. */
    public static final String MANY_SPELLINGS = """
            #!/usr/sbin/nft -f
            flush ruleset
            define lan = { 10.0.0.0/8, 192.168.0.0/16 }   # inside
            table bridge t {
              counter seen { }
              set s { type ipv4_addr . inet_service; flags constant, interval; comment "x"; elements = { 10.0.0.0-10.255.255.255 . 80 comment "web" } ; }
              map m { typeof iifname : verdict; elements = { vif1.0 : jump sub, "eth0" : drop }
              }
              chain sub { comment "both ways"
                ip saddr . tcp dport @s counter name seen accept comment "c"; udp dport >= 1024 drop
              }
              chain f {
                type filter hook forward priority filter + 1; policy drop;
                meta iifname vmap @m
                ip saddr == $lan ip daddr and 255.0.255.0 10.0.1.0 counter packets 1 bytes 60 \\
                  accept
                ether daddr set aa:0:0:0:0:1 arp operation { request, 2, 7 } return
              }
            }
            """;

    /** A table written in two parts, and one that is deleted. */
    public static final String IN_PARTS = """
            table bridge t { chain c { accept; }; }
            table bridge u
            delete table bridge u
            table bridge t { chain c { drop
              }
              chain d { counter; }
            }
            """;

    /** Small files. */
    public static final List<String> SMALL = List.of(
            "table bridge t {\n}",
            "table bridge t { # a comment may end with a carriage return\r\n}\n",
            "table bridge t { \\\n}\n",
            "table bridge t { define x = 5; }\n",
            """
            table bridge t { set f { typeof ip frag-off; flags interval; elements = { 1-0x1fff, 0x2000 }; }
              chain c { ip frag-off @f drop; ip frag-off & 0x1fff == 0 tcp dport 80 accept; ip frag-off != 0 drop
                ip saddr . ip frag-off { 10.0.0.0/8 . 0-31 } accept; ip frag-off & 8191 vmap { 0 : accept }
                tcp dport 80 ip frag-off and 0x1fff 0 accept
              }
            }
            """,
            "table bridge t { counter n { comment \"a\"; }; }\n",
            "table bridge t { comment \"a\"; chain c { comment \"b\"; tcp dport 0x0050 counter packets 0 bytes 0; }; }\n",
            "table bridge t { set s { type ipv4_addr; auto-merge; flags interval; elements = { 10.0.0.0/8, 10.0.0.1 }; }; }\n",
            """
            table bridge t { map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : jump c }; }
              chain c { accept; }
            }
            """,
            """
            define net = 10.0.0.0/8
            define last = 10.0.0.9
            define to = c
            define port = vif1.0
            table bridge t { define a = 5; chain c { accept; }
              chain d { define b = 6; tcp dport $b ip saddr 10.0.0.1-$last jump $to; }
              chain e { define b = 7; ip saddr $net ip daddr . iifname { 10.0.0.1 .$port } drop; }
            }
            table bridge t { define a = 6; }
            """,
            """
            table bridge t { chain c { iifname _a drop; iifname .a drop; iifname { vif*, saddr, "goto", "1eth" } accept comment _a
                oifname . ip daddr { "vif2.0". 10.0.0.2, "vif3.0" . 10.0.0.2 } ip saddr . iifname { 10.0.0.1 ."a" } drop comment a*
              }
            }
            """,
            "table netdev t { chain c { type filter hook ingress devices = { lo } priority -1; policy accept; }; }\n");

    private AcceptedTexts() {}

    /** A base chain and so many others below it, each jumping to the one above it. */
    public static String jumps(int depth) {
        StringBuilder text = new StringBuilder("table bridge t {\n chain c1 { counter\n }\n");
        for (int i = 2; i <= depth; i++) {
            text.append(" chain c").append(i).append(" { jump c").append(i - 1).append("\n }\n");
        }
        return text + " chain f { type filter hook forward priority 0\n jump c" + depth + "\n }\n}\n";
    }

    /** All of them. */
    public static Stream<String> all() {
        return Stream.concat(Stream.of(MANY_SPELLINGS, IN_PARTS, jumps(15), blanks()), SMALL.stream());
    }

    /** More blanks one after the other than a stack has frames. */
    public static String blanks() {
        return "table bridge t {" + " ".repeat(100_000) + "\\\n".repeat(100_000) + "#".repeat(100_000)
                + "\n".repeat(100_000) + "}";
    }
}
