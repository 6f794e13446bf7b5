package io.nodev.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.MachineUnderTest;
import io.nodev.tck.harness.RawVif;
import io.nodev.tck.harness.RxResponse;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import java.util.List;

/** What contracts about frames share: sending one, taking what came, and the addresses of the standard machine. */
public abstract class NetworkTck extends IoStackTck {
    /** An address of no vif. */
    static final int OUTSIDE = Ipv4Address.parse("198.51.100.1");

    /** An address of no vif, of the guests' network. */
    static final int UNREGISTERED = Ipv4Address.parse("10.0.0.77");

    /** Where domain 0's own port is. */
    static final int HOST_PORT = Endpoint.vif(0, 0);

    /** A hardware address of nobody. */
    static final MacAddress STRANGER = MacAddress.parse("02:00:00:00:00:99");

    /** Hardware address of a router on the wire. */
    static final MacAddress ROUTER = MacAddress.parse("52:54:00:12:34:64");

    /** Status in a stack with codes of its own for a frame that goes nowhere. */
    static final int DROPPED = 2;

    /** Buffers that a test posts unless it is about buffers. */
    static final int SOME_BUFFERS = 16;

    NetworkTck() {}

    /** Hardware and network addresses of frames from A to B. */
    static Ends fromAToB(Conversation guests) {
        return new Ends(guests.a().address(), guests.addressOfA(), guests.b().address(), guests.addressOfB());
    }

    /** The two guests of a machine, with buffers posted. */
    final Conversation guestsWithBuffers(MachineUnderTest machine) {
        Conversation guests = conversation(machine);
        post(machine, guests.a(), SOME_BUFFERS);
        post(machine, guests.b(), SOME_BUFFERS);
        return guests;
    }

    /** Gives up a test for which A would have to be allowed to send to the world outside. */
    final void requireWayOut(MachineUnderTest machine, Conversation guests) {
        boolean way = Conversations.of(machine, harness().oracle(machine.topology()))
                .reachesWire(guests.a().domain(), guests.a().index(), guests.addressOfA(), OUTSIDE);
        Ends out = fromAToB(guests).to(OUTSIDE).toMac(ROUTER);
        if (!way || passing(machine, at(guests.a()), Endpoint.PHYSICAL, Frames.udp(out, 60)) == 0) {
            throw notExercised("no guest may send to the world outside");
        }
    }

    /**
     * How many copies of a frame get from one port to another in a machine that would let it pass: 1, or 0 if the machine's
     * own policy stops it.
     */
    static int passing(MachineUnderTest machine, int from, int to, byte[] frame) {
        return machine.policy()
                .map(policy -> policy.passes(from, to, frame) ? 1 : 0)
                .orElse(1);
    }

    /** Gives up a test whose frame the machine's own policy stops. */
    static void requirePassing(MachineUnderTest machine, int from, int to, byte[] frame) {
        if (passing(machine, from, to, frame) == 0) {
            throw notExercised("the machine's firewall stops the frame");
        }
    }

    /** Where a vif is. */
    static int at(RawVif vif) {
        return Endpoint.vif(vif.domain(), vif.index());
    }

    /** Posts buffers. */
    static void post(MachineUnderTest machine, RawVif vif, int buffers) {
        vif.postRx(buffers);
        vif.push();
        machine.settle();
    }

    /** Sends one request and returns its status. */
    static int send(MachineUnderTest machine, RawVif vif, TxRequest request) {
        vif.fill(request);
        vif.push();
        machine.settle();
        List<TxResponse> responses = vif.takeTxResponses();
        assertThat(responses).as("responses to one request").hasSize(1);
        assertThat(responses.get(0).id()).as("the id of the response").isEqualTo(request.id());
        return responses.get(0).status();
    }

    /** Sends one frame and returns its status. */
    static int send(MachineUnderTest machine, RawVif vif, byte[] frame) {
        return send(machine, vif, TxRequest.of(7, frame));
    }

    /** The frames that a vif received. */
    static List<byte[]> received(RawVif vif) {
        return vif.takeRx().stream()
                .filter(RxResponse::isFrame)
                .map(RxResponse::frame)
                .toList();
    }

    /** The only frame that a vif received. */
    static byte[] theOneReceived(RawVif vif) {
        List<byte[]> frames = received(vif);
        assertThat(frames)
                .as("frames received by vif%d.%d", vif.domain(), vif.index())
                .hasSize(1);
        return frames.get(0);
    }

    /** A word for a hardware address that does not depend on the machine. */
    static String nameOf(MacAddress address, MachineUnderTest machine, Conversation guests) {
        if (address.equals(guests.a().address())) {
            return "MA";
        }
        if (address.equals(guests.b().address())) {
            return "MB";
        }
        if (address.equals(machine.topology().nic())) {
            return "N";
        }
        return address.equals(MacAddress.BROADCAST) ? "broadcast" : "other";
    }

    /** The word for the source of a frame. */
    static String sourceOf(byte[] frame, MachineUnderTest machine, Conversation guests) {
        return nameOf(Frames.source(frame), machine, guests);
    }

    /** The word for the destination of a frame. */
    static String destinationOf(byte[] frame, MachineUnderTest machine, Conversation guests) {
        return nameOf(Frames.destination(frame), machine, guests);
    }
}
