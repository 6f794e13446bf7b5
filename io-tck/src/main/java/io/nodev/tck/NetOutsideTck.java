package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.VIRTUAL_FIREWALL_ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.DomainSpec;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.Topology;
import io.nodev.tck.harness.VifSpec;
import io.nodev.tck.ledger.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wire, domain 0, and addresses that are special. */
public abstract class NetOutsideTck extends NetworkTck {
    private static final int HOST = Ipv4Address.parse("10.0.0.254");

    /** For stacks. */
    protected NetOutsideTck() {}

    @Test
    @Rule("N7")
    void lets0SendIpv6ToTheWire() {
        MachineUnderTest machine = boot();
        Ends ends = new Ends(host(machine).address(), HOST, ROUTER, OUTSIDE);

        byte[] sent = Frames.ipv6(ends, 86);
        requirePassing(machine, HOST_PORT, Endpoint.PHYSICAL, sent);

        int status = host(machine).send(sent);
        List<byte[]> onWire = machine.wire().takeSent();

        assertThat(status).isEqualTo(OK);
        assertThat(onWire).hasSize(1);
        assertThat(Frames.source(onWire.get(0))).isEqualTo(machine.topology().nic());
        observe("status=%d wire=1 source=N", status);
    }

    @Test
    @Rule("N8")
    void treatsEthertype0OfDomain0() {
        MachineUnderTest machine = boot();
        Ends ends = new Ends(host(machine).address(), HOST, ROUTER, OUTSIDE);

        byte[] sent = Frames.ethernet(ends, 0, 60);
        int passing = passing(machine, HOST_PORT, Endpoint.PHYSICAL, sent);

        int status = host(machine).send(sent);
        int onWire = machine.wire().takeSent().size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(refused(), 0)),
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(OK, passing)));
        observe("status=%d wire=%d", status, onWire);
    }

    @Test
    @Rule("N17")
    void showsAnArpRequestFromTheWireToWhomItIsFor() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        Ends ends = new Ends(ROUTER, OUTSIDE, MacAddress.BROADCAST, guests.addressOfB());

        byte[] sent = Frames.arpRequest(ends, Frames.ARP_LENGTH);
        requirePassing(machine, Endpoint.PHYSICAL, at(guests.b()), sent);
        int passing = passing(machine, Endpoint.PHYSICAL, at(guests.a()), sent)
                + passing(machine, Endpoint.PHYSICAL, HOST_PORT, sent);

        machine.wire().inject(sent);
        machine.settle();
        byte[] got = theOneReceived(guests.b());
        int others = received(guests.a()).size() + host(machine).takeReceived().size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> {
                    assertThat(Frames.arpTarget(got)).isEqualTo(guests.b().address());
                    assertThat(others).isZero();
                },
                () -> {
                    assertThat(Frames.destination(got)).isEqualTo(MacAddress.BROADCAST);
                    assertThat(others).isEqualTo(passing);
                });
        observe("B and %d others got it", others);
    }

    @Test
    @Rule("N18")
    void showsABroadcastFromTheWire() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);

        byte[] sent = Frames.udp(new Ends(ROUTER, OUTSIDE, MacAddress.BROADCAST, -1), 60);

        machine.wire().inject(sent);
        machine.settle();
        int guestsReached = received(guests.a()).size() + received(guests.b()).size();

        assertThat(host(machine).takeReceived())
                .as("frames for domain 0")
                .hasSize(passing(machine, Endpoint.PHYSICAL, HOST_PORT, sent));
        assertThat(guestsReached)
                .isEqualTo(supports(VIRTUAL_FIREWALL_ROUTER) ? 0 : passingFromWire(machine, guests, sent));
        observe("domain 0 and %d guests got it", guestsReached);
    }

    @Test
    @Rule("N19")
    void findsSomeoneForAnUnknownUnicastFromTheWire() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        machine.wire().card().setPromiscuous(true);

        byte[] sent = Frames.udp(new Ends(ROUTER, OUTSIDE, STRANGER, UNREGISTERED), 60);

        machine.wire().inject(sent);
        machine.settle();
        int guestsReached = received(guests.a()).size() + received(guests.b()).size();

        assertThat(guestsReached)
                .isEqualTo(supports(VIRTUAL_FIREWALL_ROUTER) ? 0 : passingFromWire(machine, guests, sent));
        if (supports(VIRTUAL_FIREWALL_ROUTER)) {
            assertThat(host(machine).takeReceived()).as("frames for domain 0").hasSize(1);
        }
        observe("%d guests got it", guestsReached);
    }

    private static int passingFromWire(MachineUnderTest machine, Conversation guests, byte[] frame) {
        return passing(machine, Endpoint.PHYSICAL, at(guests.a()), frame)
                + passing(machine, Endpoint.PHYSICAL, at(guests.b()), frame);
    }

    @Test
    @Rule("N25")
    void keepsLinkLocalSourcesOfDomain0OffTheWire() {
        MachineUnderTest machine = boot();
        int linkLocal = Ipv4Address.parse("169.254.1.0");
        Ends ends = new Ends(host(machine).address(), linkLocal, ROUTER, OUTSIDE);

        byte[] sent = Frames.udp(ends, 60);
        int passing = passing(machine, HOST_PORT, Endpoint.PHYSICAL, sent);

        int status = host(machine).send(sent);
        int onWire = machine.wire().takeSent().size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(DROPPED, 0)),
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(OK, passing)));
        observe("status=%d wire=%d", status, onWire);
    }

    private MachineUnderTest linkLocalGuests() {
        return boot(standard -> standard.withDomain(DomainSpec.guest(1, "A", VifSpec.of("169.254.1.1")))
                .withDomain(DomainSpec.guest(2, "B", VifSpec.of("169.254.1.2"))));
    }

    private Conversation both(MachineUnderTest machine) {
        Conversation guests = new Conversation(
                machine.vif(1, 0),
                Ipv4Address.parse("169.254.1.1"),
                machine.vif(2, 0),
                Ipv4Address.parse("169.254.1.2"));
        post(machine, guests.a(), SOME_BUFFERS);
        post(machine, guests.b(), SOME_BUFFERS);
        return guests;
    }

    @Test
    @Rule("N23")
    void deliversBetweenLinkLocalGuestsToTheNewer() {
        MachineUnderTest machine = linkLocalGuests();
        Conversation guests = both(machine);

        int status = send(machine, guests.a(), Frames.udp(fromAToB(guests), 60));

        assertThat(status).isEqualTo(OK);
        assertThat(received(guests.b())).hasSize(1);
        observe("status=%d B got it", status);
    }

    @Test
    @Rule("N24")
    void deliversBetweenLinkLocalGuestsToTheOlder() {
        MachineUnderTest machine = linkLocalGuests();
        Conversation guests = both(machine);
        Ends back =
                new Ends(guests.b().address(), guests.addressOfB(), guests.a().address(), guests.addressOfA());

        int status = send(machine, guests.b(), Frames.udp(back, 60));
        int guestGot = received(guests.a()).size();
        int hostGot = host(machine).takeReceived().size();

        assertThat(status).isEqualTo(OK);
        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(guestGot, hostGot)).isEqualTo(List.of(0, 1)),
                () -> assertThat(guestGot).isEqualTo(1));
        observe("A got %d", guestGot);
    }

    @Test
    @Rule("N26")
    void treatsARuleToAVifThatIsMissing() {
        MachineUnderTest machine =
                boot(standard -> standard.withOnlyRules("ADD ACCEPT srcdom=1 srcidx=0 dstdom=9 dstidx=0"));
        Conversation guests = guestsWithBuffers(machine);

        int status = send(
                machine, guests.a(), Frames.udp(fromAToB(guests).to(OUTSIDE).toMac(ROUTER), 60));

        assertThat(status).isEqualTo(OK);
        assertThat(machine.wire().takeSent()).as("frames on the wire").hasSize(1);
        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(machine.rules()).hasSize(1),
                () -> assertThat(machine.rules()).isEmpty());
        observe("status=%d wire=1 rules=%d", status, machine.rules().size());
    }

    @Test
    @Rule({"N27", "I9"})
    void deliversNothingToADeadDomain() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        requireWayOut(machine, guests);
        int dead = guests.b().domain();
        byte[] frame = Frames.udp(fromAToB(guests), 60);
        int passing = passing(machine, at(guests.a()), Endpoint.PHYSICAL, frame);
        machine.destroyDomain(dead);
        machine.settle();
        machine.wire().takeSent();

        int status = send(machine, guests.a(), frame);

        assertThat(status).isEqualTo(OK);
        assertThat(machine.wire().takeSent())
                .as("frames on the wire, which is where it goes")
                .hasSize(passing);
        assertThat(machine.pagesOwned(dead)).as("pages of the dead").isZero();
        observe("status=%d wire=%d", status, passing);
    }

    @Test
    @Rule("N41")
    void givesEveryVifItsAddress() {
        MachineUnderTest machine =
                boot(standard -> standard.withDomain(DomainSpec.guest(1, "This is VM 1", VifSpec.of("10.0.0.1"))));

        assertThat(host(machine).address()).isEqualTo(Topology.NIC);
        assertThat(machine.vif(1, 0).address()).isEqualTo(MacAddress.parse("aa:00:00:86:3f:77"));
        observe("%s", machine.vif(1, 0).address());
    }

    @Test
    @Rule("N40")
    void createsNoMoreVifsThanThereArePlaces() {
        VifSpec[] nine = new VifSpec[9];
        for (int i = 0; i < nine.length; i++) {
            nine[i] = VifSpec.of("10.0.1." + i);
        }
        MachineUnderTest machine = boot(standard -> standard.withDomain(DomainSpec.guest(1, "A", nine)));

        assertThat(machine.hasVif(1, 7)).as("the eighth vif").isTrue();
        assertThat(machine.hasVif(1, 8))
                .as("the ninth vif")
                .isEqualTo(!supports(io.nodev.tck.harness.StackCapability.BOUNDED_VIFS));
        observe("ninth=%s", machine.hasVif(1, 8) ? "created" : "not created");
    }
}
