package io.nodev.tck;

import static io.nodev.tck.harness.StackCapability.HEADER_STAMPING;
import static io.nodev.tck.harness.StackCapability.VIRTUAL_FIREWALL_ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.ledger.Rule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets what a guest sends. */
public abstract class NetDeliveryTck extends NetworkTck {
    /** For stacks. */
    protected NetDeliveryTck() {}

    @Test
    @Rule("N1")
    void deliversWhatOneGuestSendsAnother() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        byte[] sent = Frames.udp(fromAToB(guests), 60);

        int status = send(machine, guests.a(), sent);
        byte[] got = theOneReceived(guests.b());

        assertThat(status).isEqualTo(OK);
        assertThat(Frames.payload(got)).as("bytes behind the Ethernet header").isEqualTo(Frames.payload(sent));
        assertThat(Frames.destination(got)).isEqualTo(guests.b().address());
        assertThat(Frames.source(got))
                .isEqualTo(
                        supports(HEADER_STAMPING)
                                ? machine.topology().nic()
                                : guests.a().address());
        observe("status=%d source=%s", status, sourceOf(got, machine, guests));
    }

    @Test
    @Rule("N2")
    void findsTheReceiverOfAFrameForAStrangersHardwareAddress() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);

        int status = send(machine, guests.a(), Frames.udp(fromAToB(guests).toMac(STRANGER), 60));
        byte[] got = theOneReceived(guests.b());

        assertThat(status).isEqualTo(OK);
        whenSupported(
                HEADER_STAMPING,
                () -> assertThat(Frames.destination(got)).isEqualTo(guests.b().address()),
                () -> assertThat(Frames.destination(got)).isEqualTo(STRANGER));
        observe("B got it for %s", destinationOf(got, machine, guests));
    }

    @Test
    @Rule("N3")
    void sendsToTheWireWhatIsForTheWorldOutside() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        requireWayOut(machine, guests);
        byte[] sent = Frames.udp(fromAToB(guests).to(OUTSIDE).toMac(ROUTER), 60);

        int status = send(machine, guests.a(), sent);
        List<byte[]> onWire = machine.wire().takeSent();

        assertThat(status).isEqualTo(OK);
        assertThat(onWire).hasSize(1);
        assertThat(Frames.payload(onWire.get(0))).isEqualTo(Frames.payload(sent));
        assertThat(Frames.source(onWire.get(0)))
                .isEqualTo(
                        supports(HEADER_STAMPING)
                                ? machine.topology().nic()
                                : guests.a().address());
        observe("status=%d source=%s", status, sourceOf(onWire.get(0), machine, guests));
    }

    /**
     * A machine whose guests try addresses that are not theirs. Rules of a generated machine may say anything about those;
     * where there are none, its firewall is asked.
     */
    private MachineUnderTest bootForForeignAddresses() {
        return supports(VIRTUAL_FIREWALL_ROUTER) ? boot(standard -> standard) : boot();
    }

    @Test
    @Rule("N4")
    void letsAGuestSendOutsideOnlyFromItsOwnAddress() {
        MachineUnderTest machine = bootForForeignAddresses();
        Conversation guests = guestsWithBuffers(machine);
        byte[] sent = Frames.udp(fromAToB(guests).from(UNREGISTERED).to(OUTSIDE).toMac(ROUTER), 60);
        int passing = passing(machine, at(guests.a()), Endpoint.PHYSICAL, sent);

        int status = send(machine, guests.a(), sent);
        int onWire = machine.wire().takeSent().size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(DROPPED, 0)),
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(OK, passing)));
        observe("status=%d wire=%d", status, onWire);
    }

    @Test
    @Rule("N5")
    void deliversFromAForeignAddressToAnotherGuest() {
        MachineUnderTest machine = bootForForeignAddresses();
        Conversation guests = guestsWithBuffers(machine);
        byte[] sent = Frames.udp(fromAToB(guests).from(UNREGISTERED), 60);
        int passing = passing(machine, at(guests.a()), at(guests.b()), sent);

        int status = send(machine, guests.a(), sent);
        List<byte[]> got = received(guests.b());

        assertThat(status).isEqualTo(OK);
        assertThat(got).hasSize(passing).allMatch(frame -> Arrays.equals(Frames.payload(frame), Frames.payload(sent)));
        observe("status=%d delivered=%d", status, got.size());
    }

    @Test
    @Rule("N6")
    void treatsIpv6OfAGuest() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);

        byte[] sent = Frames.ipv6(fromAToB(guests), 86);
        int passing = passing(machine, at(guests.a()), at(guests.b()), sent);

        int status = send(machine, guests.a(), sent);
        int delivered = received(guests.b()).size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(status, delivered)).isEqualTo(List.of(refused(), 0)),
                () -> assertThat(List.of(status, delivered)).isEqualTo(List.of(OK, passing)));
        observe("status=%d delivered=%d", status, delivered);
    }

    @Test
    @Rule("N15")
    void showsAnArpRequestToWhomItIsFor() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        byte[] sent = Frames.arpRequest(fromAToB(guests), Frames.ARP_LENGTH);
        requirePassing(machine, at(guests.a()), at(guests.b()), sent);
        int toWire = passing(machine, at(guests.a()), Endpoint.PHYSICAL, sent);
        int toHost = passing(machine, at(guests.a()), HOST_PORT, sent);

        int status = send(machine, guests.a(), sent);
        byte[] got = theOneReceived(guests.b());
        int onWire = machine.wire().takeSent().size();

        assertThat(status).isEqualTo(OK);
        whenSupported(
                HEADER_STAMPING,
                () -> {
                    assertThat(Frames.arpSender(got))
                            .isEqualTo(machine.topology().nic());
                    assertThat(Frames.arpTarget(got)).isEqualTo(guests.b().address());
                    assertThat(Frames.destination(got)).isEqualTo(guests.b().address());
                    assertThat(onWire).isZero();
                    assertThat(host(machine).takeReceived()).isEmpty();
                },
                () -> {
                    assertThat(got).isEqualTo(sent);
                    assertThat(onWire).isEqualTo(toWire);
                    assertThat(host(machine).takeReceived()).hasSize(toHost);
                });
        observe("sender=%s wire=%d", nameOf(Frames.arpSender(got), machine, guests), onWire);
    }

    @Test
    @Rule("N16")
    void treatsAnArpFrameThatIsTooShort() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);
        byte[] sent = Frames.arpRequest(fromAToB(guests), Frames.ARP_LENGTH - 1);
        int passing = passing(machine, at(guests.a()), at(guests.b()), sent);

        int status = send(machine, guests.a(), sent);
        List<byte[]> got = received(guests.b());

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> {
                    assertThat(status).isEqualTo(DROPPED);
                    assertThat(got).isEmpty();
                    byte[] page = guests.a().transmitPage(7);
                    assertThat(Frames.arpSender(page)).isEqualTo(guests.a().address());
                },
                () -> {
                    assertThat(status).isEqualTo(OK);
                    assertThat(got).hasSize(passing).allMatch(frame -> Arrays.equals(frame, sent));
                });
        observe("status=%d delivered=%d", status, got.size());
    }

    @Test
    @Rule("N20")
    void treatsADhcpDiscoverOfAGuest() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);

        byte[] sent = Frames.dhcpDiscover(guests.a().address());
        int passing = passing(machine, at(guests.a()), Endpoint.PHYSICAL, sent);

        int status = send(machine, guests.a(), sent);
        int onWire = machine.wire().takeSent().size();

        whenSupported(
                VIRTUAL_FIREWALL_ROUTER,
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(DROPPED, 0)),
                () -> assertThat(List.of(status, onWire)).isEqualTo(List.of(OK, passing)));
        observe("status=%d wire=%d", status, onWire);
    }

    @Test
    @Rule("N22")
    void treatsTheSendersOwnCopy() {
        MachineUnderTest machine = boot();
        Conversation guests = guestsWithBuffers(machine);

        int status = send(machine, guests.a(), Frames.udp(fromAToB(guests), 1000));
        byte[] page = guests.a().transmitPage(7);

        assertThat(status).isEqualTo(OK);
        assertThat(Frames.source(page))
                .as("the source address in the sender's page afterwards")
                .isEqualTo(
                        supports(HEADER_STAMPING)
                                ? machine.topology().nic()
                                : guests.a().address());
        observe("source in the sender's page=%s", sourceOf(page, machine, guests));
    }

    @Test
    @Rule("I4")
    void promisesNothingByTakingARequest() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);

        int status = send(machine, guests.a(), Frames.udp(fromAToB(guests), 60));

        assertThat(status).as("nobody can receive it, and yet it is taken").isEqualTo(OK);
        assertThat(received(guests.b())).isEmpty();
        observe("status=%d delivered=0", status);
    }

    @Test
    @Rule("I3")
    void keepsPayloadAndLengthOfEveryLength() {
        MachineUnderTest machine = boot();
        Conversation guests = conversation(machine);
        post(machine, guests.b(), 100);
        Ends ends = fromAToB(guests);

        for (int length : new int[] {35, 59, 60, 61, 64, 128, 129, 590, 1499, 1513, 1514}) {
            byte[] sent = Frames.ipv4(ends, 17, length);
            assertThat(send(machine, guests.a(), sent))
                    .as("status at length %d", length)
                    .isEqualTo(OK);
            assertThat(Frames.payload(theOneReceived(guests.b())))
                    .as("payload at length %d", length)
                    .isEqualTo(Frames.payload(sent));
        }
        observe("11 lengths unchanged");
    }
}
