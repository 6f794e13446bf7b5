package io.nodev.devdomain.nft;

import static io.nodev.devdomain.nft.FirewallFixture.A;
import static io.nodev.devdomain.nft.FirewallFixture.B;
import static io.nodev.devdomain.nft.Packets.TCP;
import static io.nodev.devdomain.nft.Packets.UDP;
import static io.nodev.devdomain.nft.Packets.arp;
import static io.nodev.devdomain.nft.Packets.ethernet;
import static io.nodev.devdomain.nft.Packets.ipv4;
import static io.nodev.devdomain.nft.Packets.ipv6;
import static io.nodev.devdomain.nft.Packets.ports;
import static io.nodev.devdomain.nft.Packets.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.devdomain.nft.ruleset.Hook;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single rules match, and what chains make of it. */
class FirewallTest {
    private static final byte[] WEB = ethernet(B, A, 0x0800, ipv4("10.0.0.1", "10.0.1.2", TCP, ports(40_000, 80)));
    private static final byte[] WEB6 = ethernet(B, A, 0x86DD, ipv6(TCP, ports(40_000, 80)));
    private static final byte[] DNS = ethernet(B, A, 0x0800, ipv4("10.0.0.1", "10.0.1.2", UDP, ports(40_000, 53)));
    private static final byte[] REQUEST =
            ethernet("ff:ff:ff:ff:ff:ff", A, 0x0806, arp(1, A, "10.0.0.1", "00:00:00:00:00:00", "10.0.0.2"));

    private final FirewallFixture fixture = new FirewallFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iifname vif1.0",
                "iifname \"vif*\"",
                "oifname != \"vif1*\"",
                "iifname { vif1.0, vif7.0 }",
                "iifname . oifname { vif1.0 . vif2.0 }",
                "iifname . ip saddr . tcp dport { \"vif*\" . 10.0.0.0/8 . 70-90 }",
                "ether saddr aa:00:00:00:00:0a",
                "ether saddr aa:00:00:00:00:00/40",
                "ether daddr & ff:00:00:00:00:ff == aa:00:00:00:00:0b",
                "ether type ip",
                "ether type != { arp, ip6 }",
                "ip saddr 10.0.0.1",
                "ip saddr 10.0.0.0/24",
                "ip saddr != 10.0.1.0/24",
                "ip daddr 10.0.1.1-10.0.1.3",
                "ip daddr & 255.0.255.0 == 10.0.1.0",
                "ip daddr & 0.0.0.3 == { 2, 3 }",
                "ip daddr { 10.0.0.0/24, 10.0.1.0-10.0.1.9 }",
                "ip protocol tcp",
                "ip protocol { 6, 17 }",
                "ip frag-off 0",
                "ip frag-off & 0x1fff == 0",
                "ip frag-off < 0x2000",
                "ip frag-off { 0, 0x2000-0x3fff }",
                "tcp dport 80",
                "tcp dport 80-90",
                "tcp dport < 81",
                "tcp sport >= 1024",
                "tcp dport & 1 == 0",
                "tcp sport . tcp dport { 40000 . 80 }",
                "meta length 40",
                "meta length 1-1500",
            })
    void matches(String rule) {
        fixture.loadForward(rule + " accept");

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.ACCEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iifname vif1",
                "iifname != \"vif*\"",
                "oifname { vif1.0, vif7.0 }",
                "iifname . oifname { vif2.0 . vif1.0 }",
                "ether saddr aa:00:00:00:00:0b",
                "ether saddr & ff:00:00:00:00:ff != aa:00:00:00:00:0a",
                "ether type { arp, ip6 }",
                "ip saddr != 10.0.0.1",
                "ip daddr 10.0.1.3-10.0.1.9",
                "ip protocol != { tcp, udp }",
                "ip frag-off != 0",
                "ip frag-off & 0x1fff != 0",
                "ip frag-off 1-0x1fff",
                "tcp dport 81-90",
                "tcp dport != 80",
                "udp dport 80",
                "udp dport != 53",
                "arp operation != request",
                "arp saddr ip != 1.2.3.4",
                "meta length 54",
            })
    void doesNotMatch(String rule) {
        fixture.loadForward(rule + " accept");

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
    }

    @Test
    void portsAreThoseOfEitherVersionOfIp() {
        fixture.loadForward("tcp dport 80 accept");

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.forward(WEB6)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.forward(DNS)).isEqualTo(Firewall.DROP);
    }

    @Test
    void laterFragmentsHaveForPortsWhatLiesThereAsTheKernelHasIt() {
        byte[] fragment = WEB.clone();
        Packets.put16(fragment, 14 + 6, 100);
        fixture.loadForward("tcp dport 80 ip protocol tcp counter accept");

        assertThat(fixture.forward(fragment)).isEqualTo(Firewall.ACCEPT);
    }

    @ParameterizedTest
    @CsvSource({"0, ACCEPT", "0x2000, ACCEPT", "0x4000, ACCEPT", "0x2001, DROP", "1, DROP", "0x1fff, DROP"})
    void aRuleThatAsksForTheOffsetLeavesLaterFragmentsOut(String flagsAndOffset, String verdict) {
        byte[] fragment = WEB.clone();
        Packets.put16(fragment, 14 + 6, Integer.decode(flagsAndOffset));
        fixture.loadForward("ip frag-off & 0x1fff == 0 tcp dport 80 accept");

        assertThat(fixture.forward(fragment)).isEqualTo(verdict.equals("ACCEPT") ? Firewall.ACCEPT : Firewall.DROP);
    }

    @Test
    void aFrameThatEndsWithinItsTagIsNeverShorterThanNothing() {
        fixture.load("table bridge t {\n chain o {\n  type filter hook output priority 0; counter\n }\n}\n");

        fixture.ask(Hook.OUTPUT, "", "vif1.0", ethernet(B, A, 0x8100, new byte[1]));

        assertThat(fixture.firewall.list().toString()).contains("counter packets 1 bytes 1\n");
    }

    @Test
    void portsLieBehindOptions() {
        fixture.loadForward("tcp dport 80 accept");

        assertThat(fixture.forward(ethernet(B, A, 0x0800, ipv4("10.0.0.1", "10.0.1.2", TCP, 40, ports(40_000, 80)))))
                .isEqualTo(Firewall.ACCEPT);
    }

    @Test
    void looksIntoArp() {
        fixture.loadForward("arp operation request arp saddr ip 10.0.0.1 arp daddr ip 10.0.0.0/24 accept");

        assertThat(fixture.forward(REQUEST)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
    }

    @Test
    void seesThroughOneVlanTagToIpButNotToArp() {
        byte[] web = ethernet(B, A, 0x8100, tagged(5, 0x0800, ipv4("10.0.0.1", "10.0.1.2", TCP, ports(40_000, 80))));
        byte[] request =
                ethernet(B, A, 0x8100, tagged(5, 0x0806, arp(1, A, "10.0.0.1", "00:00:00:00:00:00", "10.0.0.2")));
        fixture.loadForward(
                "ip saddr 10.0.0.1 tcp dport 80 ether type 8021q meta length 40 accept\narp operation 1 accept");

        assertThat(fixture.forward(web)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.forward(request)).isEqualTo(Firewall.DROP);
    }

    @Test
    void aHeaderThatIsCutOffDoesNotMatch() {
        fixture.loadForward("ip daddr != 1.1.1.1 accept");

        assertThat(fixture.forward(Arrays.copyOf(WEB, 14 + 19))).isEqualTo(Firewall.DROP);
        assertThat(fixture.forward(Arrays.copyOf(WEB, 14 + 20))).isEqualTo(Firewall.ACCEPT);
    }

    @Test
    void withoutRulesetEverythingIsAccepted() {
        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.firewall.isHooked(Hook.FORWARD)).isFalse();
    }

    @Test
    void acceptEndsOneBaseChainAndDropEndsAll() {
        fixture.load("""
                table bridge t {
                    chain late {
                        type filter hook forward priority 10; policy accept;
                        tcp dport 80 counter drop
                    }
                    chain early {
                        type filter hook forward priority filter; policy drop;
                        tcp dport 80 counter accept
                    }
                }
                """);

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
        assertThat(fixture.forward(DNS)).isEqualTo(Firewall.DROP);
        assertThat(fixture.firewall.list().toString())
                .contains("counter packets 1 bytes 40 accept", "counter packets 1 bytes 40 drop");
    }

    @Test
    void jumpComesBackAndGotoDoesNot() {
        fixture.load("""
                table bridge t {
                    chain sub {
                        udp dport 53 return
                        tcp dport 80 counter
                    }
                    chain f {
                        type filter hook forward priority 0; policy accept;
                        jump sub
                        counter comment "came back"
                        udp dport 53 goto sub
                        counter comment "not for dns"
                        tcp dport 80 drop
                    }
                }
                """);

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
        assertThat(fixture.forward(DNS)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.firewall.list().toString())
                .contains(
                        "tcp dport 80 counter packets 1 bytes 40\n",
                        "counter packets 2 bytes 80 comment \"came back\"",
                        "counter packets 1 bytes 40 comment \"not for dns\"");
    }

    @Test
    void aVerdictMapChoosesAChain() {
        fixture.load("""
                table bridge t {
                    map by_port {
                        type inet_service : verdict
                        flags interval
                        elements = { 1-79 : drop, 80-90 : goto web }
                    }
                    chain web {
                        ip saddr 10.0.0.1 accept
                    }
                    chain f {
                        type filter hook forward priority 0; policy drop;
                        iifname vmap { "vif1.0" : jump web, "eth0" : drop }
                        tcp dport vmap @by_port
                    }
                }
                """);

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.ask(Hook.FORWARD, "eth0", "vif2.0", WEB)).isEqualTo(Firewall.DROP);
        assertThat(fixture.ask(Hook.FORWARD, "vif3.0", "vif2.0", WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.ask(Hook.FORWARD, "vif3.0", "vif2.0", DNS)).isEqualTo(Firewall.DROP);
    }

    @Test
    void rewritesACopyOfTheHeader() {
        fixture.loadForward("""
                ether saddr set 02:00:00:00:00:01 ether saddr 02:00:00:00:00:01 accept
                """);

        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.ACCEPT);

        assertThat(fixture.frame.isRewritten()).isTrue();
        assertThat(fixture.frame.header()).startsWith(0xAA, 0, 0, 0, 0, 0x0B, 2, 0, 0, 0, 0, 1, 8, 0, 0x45);
    }

    @Test
    void rewritesArpAndLooksAddressesUp() {
        fixture.loadForward("""
                arp daddr ether set arp daddr ip map { 10.0.0.2 : 02:00:00:00:00:02 } arp saddr ether set 02:00:00:00:00:03 accept
                """);

        assertThat(fixture.forward(REQUEST)).isEqualTo(Firewall.ACCEPT);

        byte[] expected = ethernet(
                "ff:ff:ff:ff:ff:ff",
                A,
                0x0806,
                arp(1, "02:00:00:00:00:03", "10.0.0.1", "02:00:00:00:00:02", "10.0.0.2"));
        assertThat(fixture.frame.header()).startsWith(expected);
        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
    }

    @Test
    void forwardsAtOneInterfaceOnly() {
        fixture.load("""
                table netdev t {
                    chain i {
                        type filter hook ingress device "eth0" priority 0; policy accept;
                        fwd to ip daddr map { 10.0.1.2 : "vif2.0", 10.0.1.3 : "vif3.0" }
                    }
                }
                """);

        assertThat(fixture.ask(Hook.INGRESS, "eth0", "", WEB)).isEqualTo(Firewall.FORWARD);
        assertThat(fixture.firewall.nameOf(fixture.frame.forwardTo())).isEqualTo("vif2.0");
        assertThat(fixture.ask(Hook.INGRESS, "vif1.0", "", WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.ask(Hook.INGRESS, "eth0", "", REQUEST)).isEqualTo(Firewall.ACCEPT);
    }

    @Test
    void makesAFrameOneForTheDeviceDomain() {
        fixture.load("""
                table bridge t {
                    chain p {
                        type filter hook prerouting priority dstnat;
                        tcp dport 80 meta pkttype set host
                    }
                }
                """);

        assertThat(fixture.ask(Hook.PREROUTING, "vif1.0", "", WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.frame.isForHost()).isTrue();
    }

    @Test
    void egressCountsTheEthernetHeader() {
        fixture.load("""
                table netdev t {
                    chain e {
                        type filter hook egress device "vif2.0" priority 0; policy drop;
                        ether type ip ip saddr 10.0.0.1 meta length 54 counter
                    }
                }
                """);

        assertThat(fixture.ask(Hook.EGRESS, "", "vif2.0", WEB)).isEqualTo(Firewall.DROP);
        assertThat(fixture.firewall.list().toString()).contains("counter packets 1 bytes 54");
    }

    @Test
    void keepsCountsOfRulesThatStay() {
        fixture.loadForward("tcp dport 80 counter\nip saddr 10.0.0.1 counter\ntcp dport 80 counter");
        fixture.forward(WEB);
        fixture.loadForward(
                "ip saddr 10.0.0.2 counter\ntcp dport 80 counter\ntcp dport 80 counter\ntcp dport 80 counter");
        fixture.forward(DNS);

        assertThat(fixture.firewall.list().toString().lines().filter(line -> line.contains("counter")))
                .containsExactly(
                        "\t\tip saddr 10.0.0.2 counter",
                        "\t\ttcp dport 80 counter packets 1 bytes 40",
                        "\t\ttcp dport 80 counter packets 1 bytes 40",
                        "\t\ttcp dport 80 counter");
    }

    @Test
    void aNewInterfaceIsOneOfThoseWhoseNamesBeginSo() {
        fixture.loadForward("iifname { \"vif*\", \"eth0\" } accept");

        assertThat(fixture.ask(Hook.FORWARD, "vif77.1", "vif2.0", WEB)).isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.ask(Hook.FORWARD, "eth1", "vif2.0", WEB)).isEqualTo(Firewall.DROP);
    }

    @Test
    void aFrameIsDecidedByTheRulesetItBeganWith() {
        fixture.loadForward("accept");
        fixture.forward(WEB);
        fixture.loadForward("drop");

        int number = fixture.firewall.nameId("vif1.0");
        assertThat(fixture.firewall.evaluate(Hook.FORWARD, number, number, fixture.frame))
                .isEqualTo(Firewall.ACCEPT);
        assertThat(fixture.forward(WEB)).isEqualTo(Firewall.DROP);
    }
}
