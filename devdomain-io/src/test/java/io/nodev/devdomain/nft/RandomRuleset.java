package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes firewall files at random, in the whole of the language as it is here, with values that {@link RandomFrames} has
 * too, so that rules match often enough. A rule that the parser refuses is thrown away and another one is written.
 */
public final class RandomRuleset {
    static final List<String> PORTS = List.of("vif1.0", "vif2.0", "vif3.0", "eth0");
    private static final String SETS = """
                set addresses {
                    type ipv4_addr
                    flags interval
                    auto-merge
                    elements = { 10.0.0.1, 10.0.0.0/30, 10.0.1.0-10.0.1.7 }
                }
                set services {
                    type inet_service; flags constant; elements = { 22, 80, 443 }
                }
                set stations {
                    typeof iifname . ether saddr
                    elements = { "vif1.0" . aa:00:00:00:00:01, "vif2.0" . aa:00:00:00:00:02 }
                }
                set conversations {
                    type ipv4_addr . inet_service
                    flags interval
                    elements = { 10.0.0.0/31 . 80-90, 10.0.0.2 . 1-65535, 10.0.1.0/24 . 53 }
                }
                set lengths {
                    typeof meta length
                    flags interval
                    elements = { 28-45, 60 }
                }
                set fragments {
                    typeof ip frag-off
                    flags interval
                    elements = { 1-31, 0x2000 }
                }
                map neighbours {
                    type ipv4_addr : ether_addr
                    elements = { 10.0.0.1 : aa:00:00:00:00:01, 10.0.0.2 : aa:00:00:00:00:02 }
                }
                map by_name {
                    type ifname : verdict
                    flags interval
                    elements = { "vif1*" : jump sub1, "vif2.0" : goto sub1, "eth*" : return }
                }
                counter named {
                    packets 3 bytes 100
                }
            """;

    private final Random random;
    private final boolean isNetdev;
    private final boolean hasIngress;

    private RandomRuleset(Random random, boolean isNetdev, boolean hasIngress) {
        this.random = random;
        this.isNetdev = isNetdev;
        this.hasIngress = hasIngress;
    }

    /** A file with tables of both families. */
    public static String write(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) != 0) {
            text.append(new RandomRuleset(random, false, true).table("b"));
        }
        if (random.nextInt(3) == 0) {
            text.append(new RandomRuleset(random, true, random.nextBoolean()).table("n"));
        }
        if (random.nextInt(4) == 0) {
            text.append(new RandomRuleset(random, false, true).table("b2"));
        }
        return text.isEmpty() ? write(random) : text.toString();
    }

    private String table(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 2; i >= 1; i--) {
            text.append("    chain sub")
                    .append(i)
                    .append(" {\n")
                    .append(rules(i, 4))
                    .append("    }\n");
        }
        int chains = 1 + random.nextInt(3);
        for (int i = 0; i < chains; i++) {
            text.append("    chain base").append(i).append(" {\n");
            text.append("        ")
                    .append(base())
                    .append('\n')
                    .append(rules(0, random.nextInt(8) == 0 ? 60 : 8))
                    .append("    }\n");
        }
        String chainText = text.toString().replace("$inside", "$inside_" + name);
        return "define inside_" + name + " = { 10.0.0.1, 10.0.0.2 }\ntable " + (isNetdev ? "netdev " : "bridge ") + name
                + " {\n" + declarations(chainText) + chainText + "}\n";
    }

    /** The sets, maps and counters that chains refer to, so that what a failing test prints is no longer than it must be. */
    private String declarations(String chainText) {
        return Stream.of((SETS + (isNetdev ? ports() : "")).split("(?<=\n    }\n)"))
                .filter(block ->
                        chainText.matches("(?s).*(@|name \"?)" + block.strip().split(" ")[1] + "\\b.*"))
                .collect(Collectors.joining());
    }

    private String ports() {
        return """
                map by_address {
                    type ipv4_addr : iface_index
                    elements = { 10.0.0.1 : "vif1.0", 10.0.0.2 : "vif2.0" }
                }
            """;
    }

    private String base() {
        String policy = random.nextInt(3) == 0 ? "policy drop;" : "policy accept;";
        int priority = random.nextInt(5) - 2;
        if (!isNetdev) {
            return "type filter hook " + any("prerouting", "input", "forward", "forward", "output") + " priority "
                    + (random.nextBoolean() ? "filter + " + (priority + 2) : priority) + "; " + policy;
        }
        String devices = random.nextBoolean() ? "device \"" + port() + '"' : "devices = { " + some(PORTS) + " }";
        return "type filter hook " + (hasIngress ? "ingress " : "egress ") + devices + " priority " + priority + "; "
                + policy;
    }

    /** Rules of a chain; those of chain {@code depth} jump to later ones only. */
    private String rules(int depth, int most) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(most);
        for (int i = 0; i < count; i++) {
            text.append("        ").append(rule(depth)).append('\n');
        }
        return text.toString();
    }

    private String rule(int depth) {
        while (true) {
            String rule = attempt(depth);
            try {
                NftRuleset parsed = NftParser.parse("rule", wrap(rule));
                List<Chain> chains = parsed.tables().get(0).chains();
                if (!MergedComparisons.arePossible(
                        chains.get(chains.size() - 1).rules().get(0))) {
                    return rule;
                }
            } catch (NftException e) {
                // Two matches that exclude each other, most likely.
            }
        }
    }

    private String wrap(String rule) {
        return "define inside = { 10.0.0.1, 10.0.0.2 }\ntable " + (isNetdev ? "netdev" : "bridge") + " t {\n"
                + declarations(rule) + "    chain sub1 {\n    }\n    chain sub2 {\n    }\n    chain c {\n" + rule
                + "\n    }\n}\n";
    }

    private String attempt(int depth) {
        List<String> parts = new ArrayList<>();
        int matches = random.nextInt(3);
        for (int i = 0; i < matches; i++) {
            parts.add(random.nextInt(6) == 0 ? counter() : match());
        }
        if (random.nextInt(3) != 0) {
            parts.add(counter());
        }
        if (random.nextInt(4) == 0) {
            parts.add(change());
        }
        parts.add(random.nextInt(3) == 0 ? "" : ending(depth));
        String rule = String.join(" ", parts).strip();
        return (rule.isEmpty() ? "counter" : rule) + (random.nextInt(8) == 0 ? " comment \"a; \u00e4 { comment\"" : "");
    }

    private String counter() {
        return random.nextInt(5) == 0 ? "counter name \"named\"" : "counter";
    }

    private String match() {
        return pick(List.of(
                () -> any("iifname", "oifname") + sign() + '"' + port() + '"',
                () -> any("iifname", "oifname") + any(" ", " != ") + any("\"vif*\"", "\"eth*\"", "\"vif1*\""),
                () -> any("iifname", "meta oifname") + any(" ", " != ") + "{ " + some(PORTS) + ", \"et*\" }",
                () -> any("ether saddr", "ether daddr") + sign() + mac(),
                () -> "ether saddr" + any(" ", " != ") + "aa:00:00:00:00:00/" + any("24", "47", "44"),
                () -> "ether daddr & " + any("01:00:00:00:00:00", "ff:ff:00:00:00:03") + any(" == ", " != ")
                        + any("01:00:00:00:00:00", "aa:00:00:00:00:01", "00:00:00:00:00:00"),
                () -> "ether saddr" + any(" ", " != ") + "{ " + mac() + ", aa:00:00:00:00:03-aa:00:00:00:00:09 }",
                () -> "ether type" + sign() + any("ip", "arp", "ip6", "8021q", "0x1234", "0x86dd"),
                () -> "ether type" + any(" ", " != ") + "{ ip, arp }",
                () -> "ether type & 0xff00 == 0x0800",
                () -> address() + sign() + ip(),
                () -> address()
                        + any(" ", " != ")
                        + any("10.0.0.0/24", "10.0.0.0/31", "10.0.0.1-10.0.0.3", "0.0.0.0/0"),
                () -> address() + any(" & 255.0.255.1 == ", " & 0.0.0.3 != ") + any("10.0.0.1", "0.0.0.2", "0.0.0.1"),
                () -> address()
                        + any(" ", " != ")
                        + any("@addresses", "$inside", "{ 10.0.0.1, 10.0.1.0/24, 10.0.1.4 }"),
                () -> address() + " & 0.0.1.3 { 0.0.0.1, 0.0.1.1 }",
                () -> "ip protocol" + sign() + any("tcp", "udp", "icmp", "200"),
                () -> "ip protocol" + any(" ", " != ") + "{ tcp, udp }",
                () -> "ip frag-off & " + any("0x1fff", "0x2000", "0x3fff") + any(" == ", " != ") + any("0", "0x2000"),
                () -> "ip frag-off" + any(" ", " != ") + any("0", "0-0x0fff", "@fragments", "{ 0, 0x2000-0x3fff }"),
                () -> "ip frag-off " + any("> ", "<= ") + any("0", "0x1000"),
                () -> "ip frag-off & 0x1fff == 0 " + service() + any(" ", " != ") + any("80", "50-100"),
                () -> "ip saddr . ip frag-off" + any(" ", " != ") + "{ 10.0.0.0/24 . 0, 10.0.0.1 . 1-0x2000 }",
                () -> "arp operation" + sign() + any("request", "reply", "9"),
                () -> "arp operation { request, 2 }",
                () -> service() + sign() + any("22", "53", "80", "443"),
                () -> service() + any(" ", " != ", " > ", " <= ") + any("53", "80"),
                () -> service() + any(" ", " != ") + any("50-100", "@services", "{ 22, 50-100 }", "{ 80, 443 }"),
                () -> service() + " & 1" + any(" == 0", " != 0", " 1"),
                () -> "meta length" + any(" ", " != ") + any("28", "28-60", "{ 28, 40-50 }", "@lengths"),
                () -> "meta length " + any("> ", "< ", ">= ") + any("40", "60"),
                () -> "iifname . ether saddr" + any(" ", " != ") + "@stations",
                () -> "iifname . ip saddr . ip daddr { \"vif1.0\" . " + ip() + " . " + ip()
                        + ", eth0 . 10.0.0.1 . 10.0.0.2 }",
                () -> address("ip") + " . " + service() + any(" ", " != ") + "@conversations",
                () -> "iifname . " + address("ip") + " { \"vif*\" . 10.0.0.0/30, \"eth0\" . 10.0.0.1-10.0.1.9 }",
                () -> "ether type . iifname . oifname { ip . vif1.0 . vif2.0, arp . \"vif1.0\" . eth0 }",
                () -> "arp saddr ip . arp daddr ip . ether saddr { 10.0.0.1 . 10.0.0.0/24 . aa:00:00:00:00:00/44 }"));
    }

    private String change() {
        List<Supplier<String>> changes = new ArrayList<>(List.of(
                () -> any("ether saddr", "ether daddr") + " set " + mac(),
                () -> any("arp saddr", "arp daddr") + " ether set " + mac(),
                () -> "ether daddr set ip daddr map { 10.0.0.1 : " + mac() + ", 10.0.0.2 : " + mac() + " }",
                () -> "ether daddr set ip daddr map @neighbours",
                () -> "arp daddr ether set arp daddr ip map @neighbours",
                () -> "ether saddr set iifname . ip saddr map { vif1.0 . 10.0.0.1 : aa:00:00:00:00:03 }"));
        return pick(changes);
    }

    private String ending(int depth) {
        List<Supplier<String>> endings = new ArrayList<>(List.of(
                () -> "accept",
                () -> "accept",
                () -> "drop",
                () -> "drop",
                () -> "return",
                () -> "iifname vmap { \"vif1.0\" : accept, \"vif2.0\" : drop, \"eth*\" : return }",
                () -> service() + " vmap { 22 : drop, 50-100 : accept }",
                () -> "ip frag-off & 0x1fff vmap { 0 : accept, 1-0x1fff : drop }",
                () -> address() + " vmap { 10.0.0.0/31 : accept, 10.0.0.2 : drop }",
                () -> "ip saddr . ip daddr vmap { 10.0.0.0/31 . 10.0.0.0/24 : accept, 10.0.0.2 . 10.0.0.1 : drop }"));
        if (depth < 2) {
            endings.add(() -> "jump sub" + (depth + 1));
            endings.add(() -> "goto sub" + (depth + 1));
            endings.add(
                    () -> "ether type vmap { ip : jump sub" + (depth + 1) + ", arp : goto sub" + (depth + 1) + " }");
        }
        if (depth < 1 && !isNetdev) {
            endings.add(() -> any("iifname", "oifname") + " vmap @by_name");
        }
        if (isNetdev) {
            endings.add(() -> "fwd to " + port());
            endings.add(() -> "fwd to ip daddr map @by_address");
            endings.add(() -> "fwd to iifname map { vif1.0 : vif2.0, \"vif2.0\" : \"eth0\" }");
            endings.add(() -> "fwd to " + address("ip") + " . ip protocol map { 10.0.0.0/24 . tcp : vif3.0 }");
        }
        return pick(endings);
    }

    private String port() {
        return PORTS.get(random.nextInt(PORTS.size()));
    }

    private String some(List<String> names) {
        return IntStream.rangeClosed(0, random.nextInt(names.size()))
                .mapToObj(i -> '"' + names.get(i) + '"')
                .collect(Collectors.joining(", "));
    }

    private String mac() {
        return "aa:00:00:00:00:0" + (1 + random.nextInt(4));
    }

    private String ip() {
        return "10.0." + random.nextInt(2) + "." + (1 + random.nextInt(4));
    }

    private String address() {
        return address(any("ip", "ip", "arp"));
    }

    private String address(String header) {
        return header.equals("ip") ? any("ip saddr", "ip daddr") : any("arp saddr ip", "arp daddr ip");
    }

    private String service() {
        return any("tcp", "udp") + any(" sport", " dport");
    }

    private String sign() {
        return any(" ", " == ", " != ");
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<Supplier<String>> choices) {
        return choices.get(random.nextInt(choices.size())).get();
    }
}
