package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.StackCapability;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.ledger.Rule;
import org.junit.jupiter.api.Test;

/** Where rules send a frame, as it was built. */
public abstract class VfrMatchingTck extends VfrTck {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final Way TO_B = new Way(OK, 0, 1, 0, 0, 0);
    private static final Way TO_C = new Way(OK, 0, 0, 1, 0, 0);

    /** For stacks. */
    protected VfrMatchingTck() {}

    private void wayAfter(Way expected, String... lines) {
        MachineUnderTest machine = withoutRules();
        wayAfter(expected, outside(machine), machine, lines);
    }

    @Test
    @Rule("V7")
    void matchesByOneProtocolOrAll() {
        wayAfter(Way.dropped(), "ADD ACCEPT src=ANY dst=PHYS proto=a");
    }

    @Test
    @Rule("V7")
    void matchesEveryProtocolWhenItIsInUpperCase() {
        wayAfter(Way.wire(), "ADD ACCEPT src=ANY dst=PHYS proto=TCP");
    }

    @Test
    @Rule("V8")
    void neverMatchesAPort() {
        wayAfter(Way.dropped(), "ADD ACCEPT src=ANY dst=PHYS srcport=4000 srcportmask=65535");
    }

    @Test
    @Rule("V9")
    void matchesEveryPortWithoutAMask() {
        wayAfter(Way.wire(), "ADD ACCEPT src=ANY dst=PHYS srcport=80");
    }

    @Test
    @Rule("V2")
    void neverMatchesTheRuleOfAllDefaults() {
        wayAfter(Way.dropped(), "ADD ACCEPT ");
    }

    @Test
    @Rule("V21")
    void prefersAConcreteDestinationToASpecialOne() {
        wayAfter(TO_B, "ADD ACCEPT src=ANY dstdom=2 dstidx=0", "ADD ACCEPT src=ANY dst=PHYS");
    }

    @Test
    @Rule("V22")
    void prefersTheOldestOfSpecialDestinations() {
        wayAfter(Way.wire(), "ADD ACCEPT src=ANY dst=PHYS", "ADD ACCEPT src=ANY dstdom=18446744073709551615 dstidx=0");
    }

    @Test
    @Rule("V23")
    void prefersTheNewestOfConcreteDestinations() {
        wayAfter(TO_C, "ADD ACCEPT src=ANY dstdom=2 dstidx=0", "ADD ACCEPT src=ANY dstdom=3 dstidx=0");
    }

    @Test
    @Rule("V24")
    void neverSendsBackToTheWireWhatCameFromIt() {
        MachineUnderTest machine = withoutRules();
        write(machine, "ADD ACCEPT src=ANY dst=PHYS");
        Frames.Ends ends = new Frames.Ends(ROUTER, OUTSIDE, machine.topology().nic(), UNREGISTERED);
        machine.wire().inject(Frames.udp(ends, 60));
        machine.settle();

        assertThat(machine.wire().takeSent()).as("frames sent back").isEmpty();
        assertThat(host(machine).takeReceived()).as("frames for domain 0").hasSize(1);
        observe("domain 0 got it");
    }

    @Test
    @Rule("V25")
    void neverSendsToASenderItsOwnFrame() {
        MachineUnderTest machine = withoutRules();
        int own = Ipv4Address.parse("10.0.0.1");
        byte[] frame = Frames.udp(new Frames.Ends(machine.vif(1, 0).address(), own, STRANGER, own), 60);
        wayAfter(
                Way.dropped(),
                frame,
                machine,
                "ADD ACCEPT src=ANY dstaddr=10.0.0.1 dstaddrmask=255.255.255.255 dstdom=1 dstidx=0");
    }

    private byte[] ofProtocol(MachineUnderTest machine, int protocol) {
        Frames.Ends ends = new Frames.Ends(machine.vif(1, 0).address(), Ipv4Address.parse("10.0.0.1"), ROUTER, OUTSIDE);
        return Frames.ipv4(ends, protocol, 60);
    }

    @Test
    @Rule("V26")
    void takesAnOctetOfTheNicsAddressForTheProtocol() {
        MachineUnderTest machine = withoutRules(MacAddress.parse("00:02:b3:06:00:01"));
        wayAfter(Way.wire(), ofProtocol(machine, ICMP), machine, "ADD ACCEPT src=ANY dst=PHYS proto=tcp");
    }

    @Test
    @Rule("V27")
    void missesTcpWhenTheNicsAddressHasAnotherOctet() {
        MachineUnderTest machine = withoutRules(Topology.NIC);
        wayAfter(Way.dropped(), ofProtocol(machine, TCP), machine, "ADD ACCEPT src=ANY dst=PHYS proto=tcp");
    }

    @Test
    @Rule("N42")
    void routesByCountAsByAccept() {
        MachineUnderTest machine = withoutRules();
        write(machine, "ADD COUNT src=ANY dst=PHYS");
        Way way = way(machine, outside(machine));
        whenSupported(
                StackCapability.VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(way).isEqualTo(Way.wire()),
                () -> assertThat(machine.rules()).isEmpty());
        observe("%s", way);
    }
}
