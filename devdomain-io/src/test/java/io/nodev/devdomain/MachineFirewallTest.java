package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.MachineFixture.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A firewall file decides what passes between guests, the wire and the device domain, and what it looks like there. */
class MachineFirewallTest {
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    private static final MacAddress FIRST = MachineFixture.address(2);
    private static final MacAddress SECOND = MachineFixture.address(3);
    private static final String REWRITES_SOURCE = """
            table bridge t {
                chain across {
                    type filter hook forward priority 0;
                    counter ether saddr set 02:00:00:00:00:01
                }
            }
            """;
    private static final String REFUSES_ALL = """
            table bridge t {
                chain across {
                    type filter hook forward priority 0; policy drop;
                    ether type ip counter comment "refused"
                }
            }
            """;

    private final ScriptedGuest first = new ScriptedGuest();
    private final ScriptedGuest second = new ScriptedGuest();
    private MachineFixture fixture;

    @AfterEach
    void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    private void boot(int backend, String firewall) {
        fixture = new MachineFixture(new Kind(SchedulerKind.COOPERATIVE, backend, firewall), first, second);
        fixture.outside().setPromiscuous(true);
    }

    private void arrive(byte[] frame) {
        fixture.outside().transmit(OutboundFrame.of(frame), 0);
        fixture.settle();
        fixture.outside().poll(new Discard(), 64);
    }

    private List<byte[]> takeFromWire() {
        List<byte[]> seen = new ArrayList<>();
        fixture.outside()
                .poll(
                        new NicEvents() {
                            @Override
                            public void received(byte[] bytes, int offset, int length) {
                                seen.add(Arrays.copyOfRange(bytes, offset, offset + length));
                            }

                            @Override
                            public void transmitted(int cookie) {}
                        },
                        64);
        return seen;
    }

    private static byte[] frame(MacAddress to, MacAddress from) {
        return MachineFixture.frame(to, from, 700);
    }

    private static byte[] rewritten(MacAddress to) {
        return frame(to, MacAddress.parse("02:00:00:00:00:01"));
    }

    @Test
    void everyReceiverSeesTheHeaderThatRulesWrote() {
        boot(0, REWRITES_SOURCE);

        fixture.send(first, 2, frame(MacAddress.BROADCAST, FIRST));

        assertThat(second.received()).containsExactly(rewritten(MacAddress.BROADCAST));
        assertThat(takeFromWire()).containsExactly(rewritten(MacAddress.BROADCAST));
    }

    @Test
    void aPageOfTheNicThatChangesHandsHasTheHeaderThatRulesWrote() {
        boot(1, REWRITES_SOURCE);
        fixture.send(second, 3, frame(MacAddress.BROADCAST, SECOND));

        arrive(frame(SECOND, OUTSIDE));
        arrive(frame(MacAddress.BROADCAST, OUTSIDE));

        assertThat(second.received()).containsExactly(rewritten(SECOND), rewritten(MacAddress.BROADCAST));
        assertThat(first.received()).containsExactly(rewritten(MacAddress.BROADCAST), rewritten(MacAddress.BROADCAST));
    }

    @Test
    void aRedirectedFrameReachesTheDeviceDomainsOwnStack() {
        ScriptedGuest own = new ScriptedGuest();
        Kind redirecting = new Kind(SchedulerKind.COOPERATIVE, 0, """
                table bridge t {
                    chain pre {
                        type filter hook prerouting priority dstnat;
                        ether daddr aa:00:00:00:00:03 meta pkttype set host ether daddr set 00:02:b3:9d:1f:aa
                    }
                }
                """, own);
        fixture = new MachineFixture(redirecting, first, second);

        fixture.send(first, 2, frame(SECOND, FIRST));

        assertThat(second.received()).isEmpty();
        assertThat(own.received()).containsExactly(frame(MachineFixture.NIC, FIRST));
    }

    @Test
    void isInForceBeforeTheFirstFrameAndCounts() {
        boot(1, REFUSES_ALL);

        fixture.send(first, 2, frame(MacAddress.BROADCAST, FIRST));

        assertThat(second.received()).isEmpty();
        assertThat(fixture.vif(2).drops()).doesNotContainKey(DropReason.POLICY);
        fixture.send(second, 3, frame(FIRST, SECOND));
        assertThat(fixture.vif(3).drops()).containsEntry(DropReason.POLICY, 1L);
        assertThat(fixture.machine().firewallListing(1))
                .contains("ether type ip counter packets 3 bytes " + 3 * 686 + " comment \"refused\"");
    }

    @ParameterizedTest
    @EnumSource
    void isReplacedWhileTheMachineRunsAndKeepsTheCountsOfRulesThatStay(SchedulerKind scheduler) {
        fixture = new MachineFixture(new Kind(scheduler, 1, REFUSES_ALL), first, second);
        fixture.send(second, 3, frame(MacAddress.BROADCAST, SECOND));

        fixture.machine().loadFirewall(1, "next.nft", REFUSES_ALL.replace("policy drop", "policy accept"));
        fixture.send(first, 2, frame(SECOND, FIRST));

        assertThat(second.received()).hasSize(1);
        assertThat(fixture.machine().firewallListing(1)).contains("counter packets 3 bytes");
    }

    @Test
    void aFileThatCannotBeTakenChangesNothing() {
        boot(1, REFUSES_ALL);

        assertThatThrownBy(() -> fixture.machine().loadFirewall(1, "bad.nft", "table ip t { }\ntable bridge { }\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bad.nft:1:7: error: ", "bad.nft:2:14: error: ");
        assertThat(fixture.machine().firewallListing(1)).contains("policy drop");
        assertThatThrownBy(() -> fixture.machine().loadFirewall(2, "any.nft", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no such device domain: id=2");
    }

    @Test
    void aMachineWithAFileThatCannotBeTakenDoesNotBoot() {
        assertThatThrownBy(() -> boot(0, "table bridge t { chain c { ct state new accept } }\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.nft:1:");
    }

    @Test
    void aDeviceDomainThatIsMadeAnewHasTheFirewallThatWasInForceLast() {
        boot(1, "");
        fixture.machine().loadFirewall(1, "next.nft", REFUSES_ALL);

        fixture.machine().restartDeviceDomain(1);
        fixture.settle();
        fixture.send(first, 2, frame(MacAddress.BROADCAST, FIRST));

        assertThat(second.received()).isEmpty();
        assertThat(fixture.machine().firewallListing(1)).contains("policy drop", "counter packets 2 bytes");
    }
}
