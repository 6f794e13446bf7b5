package io.nodev.plugin.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.Bridge;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.netback.FirewallHooks;
import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.parse.NftParser;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bridge under the firewalls of the quickstart keeps a guest's station where it is, whatever another guest sends. */
final class StationTheftTest {
    private static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    private static final MacAddress WEB = MacAddress.parse("aa:00:00:00:00:0b");
    private static final int IPV4 = 0x0800;
    private static final int EXPERIMENTAL = 0x88B5;
    private static final Path DERIVED = Path.of("src", "test", "golden", "firewall", "quickstart.nft");
    private static final Path OWN = Path.of("..", "examples", "quickstart", "src", "main", "nodev", "firewall.nft");

    private final List<String> sent = new ArrayList<>();
    private final Firewall firewall = new Firewall();
    private BridgePort nic;
    private BridgePort web;
    private BridgePort thief;

    /** 60 bytes that lie nowhere: the bridge looks at the header alone. */
    private record Frame(byte[] header) implements BridgedFrame {
        /** ICMP from one host to another, or what another type makes of it. */
        static Frame of(MacAddress to, MacAddress from, int type, String... addresses) {
            ByteBuffer frame = ByteBuffer.allocate(HeaderBytes.LENGTH);
            to.put(frame.array(), 0);
            from.put(frame.array(), 6);
            frame.putShort(12, (short) type).put(14, (byte) 0x45).putShort(16, (short) 46);
            frame.put(23, (byte) 1);
            frame.putInt(26, Ipv4Address.parse(addresses[0])).putInt(30, Ipv4Address.parse(addresses[1]));
            return new Frame(frame.array());
        }

        @Override
        public int headerLength() {
            return HeaderBytes.of(length());
        }

        @Override
        public int length() {
            return 60;
        }

        @Override
        public int virtualAddress() {
            return 0;
        }

        @Override
        public void hold() {
            throw new AssertionError("nobody holds");
        }

        @Override
        public void release() {
            throw new AssertionError("nobody holds");
        }

        @Override
        public boolean take() {
            return false;
        }
    }

    @BeforeEach
    void connect() {
        Bridge bridge = new Bridge(new Bridge.Host("vif0.0", NIC, (frame, last) -> sent.add("vif0.0")), () -> 1);
        bridge.setHooks(new FirewallHooks(firewall));
        nic = bridge.attach("eth0", (frame, last) -> sent.add("eth0"));
        web = bridge.attach("vif1.0", (frame, last) -> sent.add("vif1.0"));
        thief = bridge.attach("vif2.0", (frame, last) -> sent.add("vif2.0"));
        List.of(bridge.ownPort(), nic, web, thief).forEach(BridgePort::open);
    }

    /** Lets the thief send once as the web server, and returns who gets what the world then sends to the web server. */
    private List<String> stealAndAsk(int type) {
        nic.receive(Frame.of(WEB, OUTSIDE, IPV4, "192.0.2.100", "192.0.2.11"));
        web.receive(Frame.of(OUTSIDE, WEB, IPV4, "192.0.2.11", "192.0.2.100"));
        assertThat(sent).contains("vif1.0", "eth0");
        thief.receive(Frame.of(OUTSIDE, WEB, type, "192.0.2.12", "192.0.2.100"));
        sent.clear();
        nic.receive(Frame.of(WEB, OUTSIDE, IPV4, "192.0.2.100", "192.0.2.11"));
        return List.copyOf(sent);
    }

    @ParameterizedTest
    @CsvSource({"true, " + IPV4, "true, " + EXPERIMENTAL, "false, " + IPV4, "false, " + EXPERIMENTAL})
    void aGuestWithAnothersAddressDoesNotDrawItsFrames(boolean derived, int type) throws Exception {
        Path file = derived ? DERIVED : OWN;
        firewall.replace(NftParser.parse(file.toString(), Files.readString(file)));

        assertThat(stealAndAsk(type)).containsExactly("vif1.0");
        assertThat(thief.stats().drops(DropReason.POLICY)).isEqualTo(1);
        assertThat(firewall.list().toString())
                .containsPattern(
                        "counter " + (derived ? "foreign_station" : "spoofed") + " \\{[^}]*packets 1 bytes 46");
    }

    @Test
    void theQuickstartsOwnFileIsAcceptedByLinux() throws Exception {
        RealNft.accepts(OWN);
    }

    @Test
    void withoutAFirewallItWould() {
        assertThat(stealAndAsk(EXPERIMENTAL)).containsExactly("vif2.0");
    }
}
