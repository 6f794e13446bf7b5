package io.nodev.devdomain.nft.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.devdomain.nft.AcceptedTexts;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, where, and with which words; and what is printed for what was read. */
class NftParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            ct state new | 3:1: error: ct state: is not known here; connections are not known here, compare addresses, protocols and ports, in both directions
            counter log accept | 3:9: error: log accept: is not known here; count with counter instead
            reject | 3:1: error: reject: is not known here; write drop
            ip ttl 5 | 3:1: error: ip ttl: cannot be looked at; write one of ip daddr, ip saddr, ip protocol, ip frag-off
            meta mark 5 | 3:1: error: meta mark: cannot be looked at; write meta length, iifname or oifname
            arp htype 1 | 3:1: error: arp htype: cannot be looked at; write one of arp daddr ip, arp operation, arp saddr ip
            ip saddr 10.0.0.256 | 3:10: error: 10.0.0.256: an octet of an IPv4 address is at most 255; write it as 192.0.2.11
            ip saddr 10.0.0.0/33 | 3:19: error: 33: is more than 32; write the length of a prefix
            ip saddr 10.0.0.9-10.0.0.1 | 3:10: error: 10.0.0.9-10.0.0.1: the first value of a range is the smaller one; write 10.0.0.1-10.0.0.9
            ip saddr host.example | 3:10: error: host.example: expected an IPv4 address, as 10.0.0.1
            ip saddr { } | 3:12: error: }: expected an IPv4 address, as 10.0.0.1
            ip saddr { 10.0.0.1, * } | 3:22: error: element *: an element for every other key is not known here; add a rule
            ip saddr @nosuch | 3:11: error: @nosuch: the table has no set of this name; write ports, the only one there is
            ip saddr @ports | 3:11: error: @ports: is declared with "type inet_service", not with "type ipv4_addr"; declare it with "type ipv4_addr", its elements as 192.0.2.11
            ip saddr vmap @ports | 3:16: error: @ports: is no map; vmap and map take a map
            ip saddr & 255.0.0.0 == 10.0.0.0/8 | 3:25: error: 10.0.0.0/8: what is masked is compared with one value or a set; write one value, or { ... }
            ip saddr . tcp dport 10.0.0.1 | 3:1: error: ip saddr . tcp dport: several fields are compared with a set only; write { 192.0.2.11 . 80 } behind it, or @ and a set's name
            ip saddr . tcp dport { 10.0.0.1 } | 3:33: error: }: expected "."
            ip saddr . tcp dport { 10.0.0.0/8 . 1-9, 10.1.0.0/16 . 9-20 } | 3:42: error: 10.1.0.0/16 . 9-20: overlaps 10.0.0.0/8 . 1-9, which is in it as well; leave one of the two out
            tcp dport vmap { 1-9 : drop, 5 : accept } | 3:18: error: 1-9: overlaps 5, which is in it as well; leave one of the two out
            tcp dport vmap { 5 : drop, 5 : accept } | 3:28: error: 5: this key is there already, with another value; leave one of the two out
            tcp dport vmap { 5 : drip } | 3:22: error: drip: expected a verdict: accept, drop, return, jump CHAIN or goto CHAIN
            tcp dport 70000 | 3:11: error: 70000: is more than 65535; write a port's number, as 80
            tcp dport 99999999999999999999 | 3:11: error: 99999999999999999999: is more than 65535; write a port's number, as 80
            tcp dport 010 | 3:11: error: 010: a leading 0 would make it octal; leave it out
            tcp dport 00 | 3:11: error: 00: a leading 0 would make it octal; leave it out
            ip saddr 10.0.0.010 | 3:10: error: 10.0.0.010: a leading 0 would make it octal; leave it out
            ip saddr 00.0.0.1 | 3:10: error: 00.0.0.1: a leading 0 would make it octal; leave it out
            ip saddr 10.0.0.0/08 | 3:19: error: 08: a leading 0 would make it octal; leave it out
            counter packets 1 bytes 060 | 3:25: error: 060: a leading 0 would make it octal; leave it out
            tcp dport < 0 | 3:1: error: tcp dport: no value compares so; write a value between 0 and 65535
            iifname < "a" | 3:1: error: iifname: has no order here; compare with == or !=
            iifname & 5 == 5 | 3:1: error: iifname &: the name of an interface has no mask; write "vif*"
            iifname "averylongname.16" | 3:9: error: "averylongname.16": expected the name of an interface: 1 to 15 letters, digits and . : @ + - _, an asterisk only at the end; write a name, as "vif1.0"
            iifname "a*b" | 3:9: error: "a*b": expected the name of an interface: 1 to 15 letters, digits and . : @ + - _, an asterisk only at the end; write a name, as "vif1.0"
            iifname "open | 3:9: error: ": this quotation mark has no partner on its line; write the other one
            ether type arp ip saddr 10.0.0.1 | 3:16: error: ip saddr: the rule is for arp by then; give each protocol a rule of its own
            ether type { ip, arp } ip saddr 10.0.0.1 | 3:24: error: ip saddr: the rule is for several protocols by then; give each protocol a rule of its own
            arp operation 1 ether type 0x1234 udp dport 5 | 3:35: error: udp dport: the rule is for arp by then; give each protocol a rule of its own
            tcp dport 80 udp dport 80 | 3:14: error: udp dport: the rule is for tcp by then; give each protocol a rule of its own
            arp operation 1 tcp dport 80 | 3:17: error: tcp dport: the rule is for arp by then; give each protocol a rule of its own
            accept counter | 3:8: error: counter: is never reached, as the statement before it ends the rule; put it before that one, or into a rule of its own
            jump nosuch | 3:1: error: jump nosuch: the table has no chain of this name; add a chain of this name to the table
            jump c | 3:1: error: jump c: a chain with a hook is not jumped to; put its rules into a chain without a hook
            fwd to eth0 | 3:1: error: fwd: only chains of the family netdev forward to an interface; write accept, and the bridge finds the port, or put the rule into a table netdev
            meta pkttype host | 3:1: error: meta pkttype: can only be set, and only to host; write meta pkttype set host
            meta pkttype set host | 3:1: error: meta pkttype set: this rule is asked at forward; put it into a chain of the hook prerouting or ingress
            ip saddr set 10.0.0.1 | 3:1: error: ip saddr set: cannot be set; these can: ether saddr, ether daddr, arp saddr ether, arp daddr ether, meta pkttype
            ether saddr set aa:00:00:00:00:00/24 | 3:17: error: aa:00:00:00:00:00/24: expected one value, no prefix or range; write one, as aa:00:00:00:00:01
            counter name nosuch | 3:14: error: nosuch: the table has no counter of this name; add "counter nosuch { }" to the table, or write counter alone
            counter packets x | 3:17: error: x: expected a number of packets
            tcp dport $nosuch | 3:11: error: $nosuch: nothing is defined under this name before this line; write "define nosuch = VALUE" before it
            counter comment "a" accept | 3:21: error: accept: expected the end of the rule behind its comment; put the comment at the end of the rule
            iifname 1eth | 3:9: error: 1eth: this name begins with a digit or is a word of the language; write it between quotation marks
            oifname goto | 3:9: error: goto: this name begins with a digit or is a word of the language; write it between quotation marks
            iifname { a, 2b } | 3:14: error: 2b: this name begins with a digit or is a word of the language; write it between quotation marks
            oifname . ip daddr { "vif2.0" .10.0.0.2 } | 3:31: error: .10.0.0.2: expected "."
            oifname . ip daddr { "vif2.0".10.0.0.2 } | 3:30: error: .10.0.0.2: expected "."
            ip saddr . tcp dport { 10.0.0.1 .80 } | 3:33: error: .80: expected "."
            accept comment 1a | 3:16: error: 1a: expected a comment between quotation marks
            accept comment table | 3:16: error: table: expected a comment between quotation marks
            tcp dport 80 } | 3:14: error: }: expected end of line or ";"; end the statement before it, by a new line or ";"
            """)
    void refusesARule(String rule, String expected) {
        String text = """
                table bridge t {
                chain c { type filter hook forward priority 0;
                %s
                }
                set ports { type inet_service;
                }
                }
                """.formatted(rule);

        assertThatThrownBy(() -> NftParser.parse("t.nft", text))
                .isInstanceOf(NftException.class)
                .satisfies(e -> assertThat(e.getMessage().lines().findFirst().orElse(""))
                        .isEqualTo("t.nft:" + expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            include "x.nft" | 1:1: error: include: is not known here; put the text of that file here
            table inet t { } | 1:7: error: inet: the families here are bridge and netdev; write bridge, for what passes between ports, or netdev, for an interface
            table t { } | 1:7: error: t: the families here are bridge and netdev; write bridge, for what passes between ports, or netdev, for an interface
            table bridge accept { } | 1:14: error: accept: is a word of the language and cannot be a name; write another, as my_accept
            table bridge "t" { } | 1:14: error: "t": expected the name of a table: letters, digits and _ . - /
            add rule bridge t c accept | 1:1: error: add rule: is not known here; write what is added into the block of its table
            delete table bridge t | 1:21: error: delete table bridge t: there is no such table yet; write "table bridge t" before it
            table bridge t { flags dormant; } | 1:18: error: flags: is not known here; a table has chain, set, map, counter, comment and define
            table bridge t { chain c { type nat hook output priority 0; } | 1:33: error: type nat: base chains here are of type filter; write type filter
            table bridge t { chain c { type filter hook postrouting priority 0; } | 1:45: error: hook postrouting: is no hook of the family bridge here; write one of prerouting, output, forward, input
            table bridge t { chain c { type filter hook forward priority srcnat; } | 1:62: error: priority srcnat: is no priority of this hook; write a number, or filter with + or - a number
            table bridge t { chain c { type filter hook forward device eth0 priority 0; } | 1:53: error: device: only chains of the family netdev belong to an interface; leave it out, and let the rules compare iifname or oifname
            table netdev t { chain c { type filter hook ingress priority 0; } | 1:53: error: hook ingress: belongs to an interface; write device "NAME", or devices = { ... }, before the priority
            table bridge t { chain c { policy drop; } | 1:28: error: policy: only a chain with a hook has one; end the chain with a rule "drop" or "accept"
            table bridge t { set s { elements = { 1 } | 1:26: error: elements: the type comes before the elements; add a line as "type ipv4_addr" before it
            table bridge t { set s { type mark; } | 1:31: error: mark: expected a type: ifname, ether_addr, ether_type, ipv4_addr, inet_proto, inet_service or arp_op; for numbers, "typeof meta length" or "typeof ip frag-off"
            table bridge t { set s { type ipv4_addr; flags timeout; } | 1:48: error: flags timeout: is not known here; the flags are constant and interval
            table bridge t { set s { type ipv4_addr; timeout 5s; } | 1:42: error: timeout: is not known here; leave it out, elements stay
            table bridge t { set s { type ipv4_addr; elements = { 10.0.0.0/8 }; } | 1:55: error: 10.0.0.0/8: prefixes, ranges and beginnings of names need "flags interval"; add the line "flags interval" to the set or map
            table bridge t { map m { type ipv4_addr; } | 1:40: error: ;: expected ":"
            table bridge t { map m { type ipv4_addr : mark; } | 1:43: error: mark: expected the type of a map's data: verdict, ether_addr or iface_index
            table bridge t { chain c { accept; } } | 1:38: error: }: expected end of line or ";"; end the statement before it, by a new line or ";"
            table bridge t { set s { type ipv4_addr; } } | 1:44: error: }: expected end of line or ";"; end the statement before it, by a new line or ";"
            table bridge t { counter n { } } | 1:32: error: }: expected end of line or ";"; end the statement before it, by a new line or ";"
            table bridge t { define x = 5 } | 1:31: error: }: expected end of line or ";"; end the statement before it, by a new line or ";"
            table bridge t { comment "a"; comment "b"; } | 1:31: error: comment: there is one already; leave one of the two out
            table bridge t { chain c { comment "a"; comment "b"; }; } | 1:41: error: comment: there is one already; leave one of the two out
            table bridge t { set s { type ipv4_addr; comment "a"; comment "b"; }; } | 1:55: error: comment: there is one already; leave one of the two out
            table bridge t { counter n { comment "a"; comment "b"; }; } | 1:43: error: comment: there is one already; leave one of the two out
            table bridge t { chain c { type filter hook forward priority 0; policy drop; policy drop; }; } | 1:78: error: policy: this chain has a policy already; leave one of the two out
            table netdev t { chain c { type filter hook ingress devices = { lo, lo } priority 0; }; } | 1:69: error: lo: is among the chain's devices already; name it once
            table netdev t { chain c { type filter hook ingress device lo priority 010; }; } | 1:72: error: 010: a leading 0 would make it octal; leave it out
            table bridge t { chain iiftype { accept; }; } | 1:24: error: iiftype: is a word of the language and cannot be a name; write another, as my_iiftype
            table bridge t { map m { type ipv4_addr : verdict; flags interval; auto-merge; } | 1:68: error: auto-merge: only a set has it; leave it out, and no key in more than one element of the map
            table bridge t { set s { type ipv4_addr; auto-merge; flags constant; }; } | 1:42: error: auto-merge: only a set with "flags interval" has it; add the line "flags interval", or leave auto-merge out
            table bridge t { set s { type ipv4_addr . inet_service; auto-merge; }; } | 1:57: error: auto-merge: only a set with "flags interval" has it; add the line "flags interval", or leave auto-merge out
            table bridge t { map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : jump nos }; }; } | 1:76: error: jump nos: the table has no chain of this name; add a chain of this name to the table
            table bridge t { chain c { type filter hook forward priority 0; }; map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : goto c }; }; } | 1:126: error: goto c: a chain with a hook is not jumped to; put its rules into a chain without a hook
            define a = 5; table bridge t { define a = 6; } | 1:39: error: define a: this name is defined already; take another one
            table bridge t { define a = 5; chain c { define a = 6; }; } | 1:49: error: define a: this name is defined already; take another one
            define n = 8; table bridge t { set s { type ipv4_addr; size $n; }; } | 1:61: error: $n: no variable is put in behind "size"; write what it stands for
            define n = 8; define net = 10.0.0.0/$n | 1:37: error: $n: no variable is put in behind "/"; write what it stands for
            define n = x; table bridge $n { } | 1:28: error: $n: no variable is put in behind "bridge"; write what it stands for
            define n = x; table bridge t { chain $n { }; } | 1:38: error: $n: no variable is put in behind "chain"; write what it stands for
            define ip = 5 | 1:8: error: ip: is a word of the language and cannot be a name; write another, as my_ip
            define 1x = 5 | 1:8: error: 1x: a name begins with a letter and has letters, digits and _ . - /; write a name as from_vif1
            table netdev t { chain c { type filter hook ingress device 1eth priority 0; } | 1:60: error: 1eth: this name begins with a digit or is a word of the language; write it between quotation marks
            define x = accept | 1:12: error: accept: a variable holds a value or a list of values; write this in the rules
            """)
    void refusesADeclaration(String text, String expected) {
        assertThatThrownBy(() -> NftParser.parse("t.nft", text + "\n"))
                .isInstanceOf(NftException.class)
                .satisfies(e -> assertThat(e.getMessage().lines().findFirst().orElse(""))
                        .isEqualTo("t.nft:" + expected));
    }

    @Test
    void refusesJumpsThatGoInACircle() {
        String text = """
                table bridge t {
                    chain a { ip saddr vmap { 10.0.0.1 : jump b }
                    }
                    chain b { goto a
                    }
                }
                """;

        assertThatThrownBy(() -> NftParser.parse("t.nft", text)).hasMessage("""
                        t.nft:2:42: error: jump b: leads back to where it came from; leave one of these jumps out
                        t.nft:4:15: error: goto a: leads back to where it came from; leave one of these jumps out""");
    }

    @Test
    void refusesMoreThanFifteenJumpsOneWithinTheOther() throws NftException {
        assertThat(NftParser.parse("t.nft", AcceptedTexts.jumps(15)).tables()).hasSize(1);
        assertThatThrownBy(() -> NftParser.parse("t.nft", AcceptedTexts.jumps(16)))
                .hasMessage(
                        "t.nft:4:13: error: jump c1: is the 16th jump one within the other, of at most 15; put the rules of two chains into one");
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void followsAChainOnceHoweverManyWaysLeadThere() {
        String text = AcceptedTexts.jumps(15).replaceAll("jump c\\d+", "$0\n $0\n $0\n $0\n $0\n $0\n $0\n $0");

        assertThatThrownBy(() -> NftParser.parse("t.nft", text.replace("counter", "meta pkttype set host")))
                .hasMessage(
                        "t.nft:2:13: error: meta pkttype set: this rule is asked at forward; put it into a chain of the hook prerouting or ingress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table bridge t {\r\n}\n", "table bridge t { \\\r\n}\n", "table bridge t {\r}\n"})
    void refusesCarriageReturns(String text) {
        assertThatThrownBy(() -> NftParser.parse("t.nft", text))
                .isInstanceOf(NftException.class)
                .hasMessageContaining(": error: carriage return: is no blank here; end lines with a newline alone");
    }

    @ParameterizedTest
    @MethodSource("io.nodev.devdomain.nft.AcceptedTexts#all")
    void reads(String text) throws NftException {
        assertThat(NftParser.parse("t.nft", text).tables()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.nodev.devdomain.nft.RefusedTexts#all")
    void refusesWhatNftRefuses(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void tellsEveryProblemOfAFile() {
        String text = """
                define lan = 10.0.0.0/8
                table bridge t {
                    chain f {
                        type filter hook forward priority 0; policy drop;
                        ip ttl 5 accept
                        ip saddr $lan accept; ct state new accept
                        ip saddr {
                            10.0.0.1, 10.0.0.300,
                        } accept
                        jump nosuch
                    }
                    flowtable x { hook ingress priority 0; }
                }
                table ip6 t { chain c { accept; } }
                """;

        assertThatThrownBy(() -> NftParser.parse("t.nft", text))
                .isInstanceOf(NftException.class)
                .satisfies(e -> assertThat(((NftException) e).problems())
                        .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.construct())
                        .containsExactly(
                                "5:9 ip ttl",
                                "6:31 ct state",
                                "8:23 10.0.0.300",
                                "10:9 jump nosuch",
                                "12:5 flowtable",
                                "14:7 ip6"));
    }

    @Test
    void printsCanonicalText() throws NftException {
        NftRuleset ruleset = NftParser.parse("t.nft", AcceptedTexts.MANY_SPELLINGS);

        assertThat(ruleset.toString()).isEqualTo("""
                table bridge t {
                \tcounter seen {
                \t\tpackets 0 bytes 0
                \t}

                \tset s {
                \t\ttype ipv4_addr . inet_service
                \t\tflags constant,interval
                \t\tcomment "x"
                \t\telements = { 10.0.0.0/8 . 80 comment "web" }
                \t}

                \tmap m {
                \t\ttypeof iifname : verdict
                \t\telements = { "vif1.0" : jump sub, "eth0" : drop }
                \t}

                \tchain sub {
                \t\tcomment "both ways"
                \t\tip saddr . tcp dport @s counter name "seen" accept comment "c"
                \t\tudp dport 1024-65535 drop
                \t}

                \tchain f {
                \t\ttype filter hook forward priority -199; policy drop;
                \t\tiifname vmap @m
                \t\tip saddr { 10.0.0.0/8, 192.168.0.0/16 } ip daddr & 255.0.255.0 == 10.0.1.0 counter packets 1 bytes 60 accept
                \t\tether daddr set aa:00:00:00:00:01 arp operation { request, reply, 7 } return
                \t}
                }
                """);
    }

    @Test
    void addsToATableThatIsThereAndForgetsOneThatIsDeleted() throws NftException {
        NftRuleset ruleset = NftParser.parse("t.nft", AcceptedTexts.IN_PARTS);

        assertThat(ruleset.toString()).isEqualTo("""
                table bridge t {
                \tchain c {
                \t\taccept
                \t\tdrop
                \t}

                \tchain d {
                \t\tcounter
                \t}
                }
                """);
    }

    private static List<NftProblem> problems(String text) {
        try {
            NftParser.parse("t.nft", text);
        } catch (NftException e) {
            return e.problems();
        }
        throw new AssertionError("accepted: " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp dport $nosuch",
                "iifname $nosuch accept",
                "ip saddr { 10.0.0.1, $nosuch }",
                "ip saddr . tcp dport $nosuch",
                "ip saddr @$nosuch",
                "jump $nosuch",
                "counter name $nosuch",
                "ip saddr 10.0.0.0/$nosuch",
                "accept comment $nosuch",
                "$nosuch",
                "accept $nosuch"
            })
    void reportsAVariableThatIsNotDefinedOnceAndWhatFollowsIt(String rule) {
        assertThat(problems("define such = 5\ntable bridge t {\nchain c {\n" + rule + "\nct state new\n}\n}\n"))
                .extracting(problem -> problem.construct() + " " + problem.advice())
                .hasSize(2)
                .first()
                .isEqualTo("$nosuch write such, the only one there is");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            jump from_vif | write one of from_vif1, from_vif2, to, c
            ip saddr @web | write one of webs, mail
            tcp dport vmap @port | write ports, the only one there is
            counter name refsed | write one of refused, seen
            ip saddr $hst | write one of host, net
            meta l4proto tcp | write ip protocol
            iif "lo" | write iifname
            """)
    void namesWhatThereIsTheNearestFirst(String rule, String advice) {
        assertThat(problems("""
                define host = 10.0.0.1
                define net = 10.0.0.0/8
                table bridge t {
                    counter seen { }
                    counter refused { }
                    set mail { type ipv4_addr; }
                    set webs { type ipv4_addr; }
                    map ports { type inet_service : verdict; }
                    chain to { accept; }
                    chain from_vif2 { accept; }
                    chain from_vif1 { accept; }
                    chain f { type filter hook forward priority 0; }
                    chain c {
                        %s
                    }
                }
                """.replace("; }", ";\n}").replace("{ }", "{\n}").formatted(rule)))
                .extracting(NftProblem::advice)
                .containsExactly(advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            ip saddr 10.0.0.0/$eight | 3:19: error: $eight: no variable is put in behind "/"; write what it stands for
            accept comment $word | 3:16: error: $word: no variable is put in behind "comment"; write what it stands for
            tcp dport vmap $verdicts | 3:16: error: $verdicts: no variable is put in behind "vmap"; write what it stands for
            ether daddr set ip saddr map $stations | 3:30: error: $stations: no variable is put in behind "map"; write what it stands for
            tcp dport @$word | 3:12: error: $word: no variable is put in behind "@"; write what it stands for
            counter packets $eight bytes 1 | 3:17: error: $eight: no variable is put in behind "packets"; write what it stands for
            counter packets 1 bytes $eight | 3:25: error: $eight: no variable is put in behind "bytes"; write what it stands for
            define eight = 9 | 3:8: error: define eight: this name is defined already; take another one
            """)
    void refusesAVariableWhereNftHasNone(String rule, String expected) {
        String text = """
                define eight = 8; define word = web; define verdicts = { 80 : drop }
                define stations = { 10.0.0.1 : aa:00:00:00:00:01 }; table bridge t { chain c {
                %s
                }
                }
                """.formatted(rule);

        assertThat(problems(text)).extracting(NftProblem::toString).containsExactly("t.nft:" + expected);
    }

    static Stream<String> nested() {
        String braces = "{".repeat(100_000);
        return Stream.of(
                "table bridge t {\nchain c {\nip saddr " + braces + "\n",
                "table bridge t {\nchain c {\nip saddr " + braces + " 10.0.0.1 " + "}".repeat(100_000) + "\n}\n}\n",
                "table bridge t {\nset s { type ipv4_addr; elements = " + braces + "\n",
                "define a = " + braces + " 10.0.0.1 " + "}".repeat(100_000)
                        + "\ntable bridge t {\nchain c {\nip saddr $a\n}\n}\n",
                "define a = " + braces,
                "table bridge t " + braces,
                "table bridge t {\nchain c " + braces,
                "table bridge t {\ncounter c " + braces,
                braces,
                "}".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("nested")
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesBracesWithinBracesHoweverManyThereAre(String text) {
        assertThat(problems(text)).hasSizeLessThan(10);
    }

    @Test
    void saysHowManyListsMayBeOneWithinTheOther() {
        String text =
                "table bridge t {\nchain c {\nip saddr " + "{ ".repeat(17) + "10.0.0.1" + " }".repeat(17) + "\n}\n}\n";
        assertThat(problems(text))
                .extracting(NftProblem::toString)
                .containsExactly("t.nft:3:42: error: {: is the 17th list one within the other, of at most 16;"
                        + " write the elements in one list");
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesVariablesThatGrowBeyondMeasure() {
        String text = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "define a" + i + " = { $a" + (i - 1) + ", $a" + (i - 1) + " }\n")
                .collect(Collectors.joining("", "define a0 = 10.0.0.1\n", ""));
        assertThat(problems(text).get(0).message()).isEqualTo("its value has more than 1000000 words");
    }

    @Test
    void saysWhichBraceIsOpenAtTheEndOfTheFile() {
        assertThat(problems("table bridge t {\n\tchain c {\n\t\taccept\n\t}\n\n# the end\n"))
                .extracting(NftProblem::toString)
                .containsExactly("t.nft:4:3: error: end of file: expected \"}\"; close the brace of line 1, column 16");
    }
}
