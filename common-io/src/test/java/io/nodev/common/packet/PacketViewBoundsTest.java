package io.nodev.common.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No view reads or writes outside the bytes it was given, whatever they hold. Shown in two ways: where the bytes end with
 * their array, reading on would throw; and in the middle of an array, what lies around them makes no difference.
 */
class PacketViewBoundsTest {
    private static final int MARGIN = 128;
    private static final byte[] ALL_ONES = surround(new byte[0], (byte) 0xFF);

    private final EthernetView ethernet = new EthernetView();
    private final ArpView arp = new ArpView();
    private final Ipv4View ipv4 = new Ipv4View();
    private final IcmpView icmp = new IcmpView();
    private final TcpView tcp = new TcpView();
    private final UdpView udp = new UdpView();

    @Test
    void staysInsideEveryPrefixOfRealFrames() throws IOException {
        int attached = 0;
        for (PcapRecord record : lan()) {
            int longest = Math.min(record.bytes().length, 200);
            for (int length = 0; length <= longest; length++) {
                attached += assertInside(Arrays.copyOf(record.bytes(), length));
            }
            attached += assertInside(record.bytes());
        }
        assertThat(attached).as("attachments that were not refused").isGreaterThan(30_000);
    }

    @Test
    void staysInsideRealFramesWithBytesTurnedOver() throws IOException {
        Random random = new Random(791);
        List<PcapRecord> records = lan();
        for (int round = 0; round < 20_000; round++) {
            byte[] real = records.get(random.nextInt(records.size())).bytes();
            byte[] hostile = Arrays.copyOf(real, random.nextInt(Math.min(real.length, 140) + 1));
            for (int i = 0; i < 3 && hostile.length > 0; i++) {
                hostile[random.nextInt(Math.min(hostile.length, 60))] = (byte) random.nextInt();
            }
            assertInside(hostile);
        }
    }

    @Test
    void staysInsideRandomBytes() {
        Random random = new Random(894);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(140)];
            random.nextBytes(bytes);
            assertInside(bytes);
        }
    }

    @Test
    void acceptsEveryFrameOfTheCaptureAndItsChecksums() throws IOException {
        int packets = 0;
        int segments = 0;
        for (PcapRecord record : lan()) {
            byte[] bytes = record.bytes();
            assertThat(ethernet.attach(bytes, 0, bytes.length)).isTrue();
            if (ethernet.type() == EthernetView.TYPE_ARP) {
                assertThat(arp.attach(bytes, ethernet.payloadOffset(), ethernet.payloadLength()))
                        .isTrue();
            } else if (ethernet.type() == EthernetView.TYPE_IPV4) {
                assertThat(ipv4.attach(bytes, ethernet.payloadOffset(), ethernet.payloadLength()))
                        .isTrue();
                assertThat(ipv4.isWhole()).isTrue();
                assertThat(ipv4.hasRightChecksum()).isTrue();
                packets++;
                if (!ipv4.isFragment()) {
                    segments++;
                    assertThat(hasRightTransportChecksum(bytes)).isTrue();
                }
            }
        }
        assertThat(packets).isEqualTo(181);
        assertThat(segments).isEqualTo(169);
    }

    private boolean hasRightTransportChecksum(byte[] bytes) {
        int offset = ipv4.payloadOffset();
        int length = ipv4.payloadLength();
        return switch (ipv4.protocol()) {
            case Ipv4View.PROTOCOL_ICMP -> icmp.attach(bytes, offset, length) && icmp.hasRightChecksum();
            case Ipv4View.PROTOCOL_TCP ->
                tcp.attach(bytes, offset, length) && tcp.hasRightChecksum(ipv4.source(), ipv4.destination());
            case Ipv4View.PROTOCOL_UDP ->
                udp.attach(bytes, offset, length) && udp.hasRightChecksum(ipv4.source(), ipv4.destination());
            default -> false;
        };
    }

    /** Returns how many views attached. */
    private int assertInside(byte[] bytes) {
        List<Object> alone = showAll(bytes, 0, bytes.length);
        byte[] zeros = surround(bytes, (byte) 0);
        byte[] ones = surround(bytes, (byte) 0xFF);

        boolean same =
                alone.equals(showAll(zeros, MARGIN, bytes.length)) && alone.equals(showAll(ones, MARGIN, bytes.length));
        assertThat(same).as("what surrounds the bytes makes no difference").isTrue();
        writeAll(ones, bytes.length);
        int end = MARGIN + bytes.length;
        boolean untouched = Arrays.equals(ones, 0, MARGIN, ALL_ONES, 0, MARGIN)
                && Arrays.equals(ones, end, end + MARGIN, ALL_ONES, 0, MARGIN);
        assertThat(untouched).as("setters leave what surrounds the bytes alone").isTrue();
        return (int) alone.stream().filter(Boolean.TRUE::equals).count();
    }

    private static byte[] surround(byte[] bytes, byte with) {
        byte[] surrounded = new byte[bytes.length + 2 * MARGIN];
        Arrays.fill(surrounded, with);
        System.arraycopy(bytes, 0, surrounded, MARGIN, bytes.length);
        return surrounded;
    }

    /** All that any view shows of a frame and, for the inner views, of the bytes after each possible header. */
    private List<Object> showAll(byte[] bytes, int offset, int length) {
        List<Object> shown = new ArrayList<>();
        show(shown, ethernet.attach(bytes, offset, length), () -> {
            shown.addAll(List.of(ethernet.destination(), ethernet.source(), ethernet.type(), ethernet.payloadLength()));
        });
        int skip = Math.min(length, 14);
        showInner(shown, bytes, offset + skip, length - skip);
        return shown;
    }

    private void showInner(List<Object> shown, byte[] bytes, int offset, int length) {
        show(shown, arp.attach(bytes, offset, length), () -> {
            shown.addAll(List.of(arp.operation(), arp.senderHardware(), arp.targetHardware()));
            shown.addAll(List.of(arp.senderProtocol(), arp.targetProtocol()));
        });
        boolean isIpv4 = ipv4.attach(bytes, offset, length);
        show(shown, isIpv4, () -> {
            shown.addAll(List.of(ipv4.headerLength(), ipv4.totalLength(), ipv4.isWhole(), ipv4.identification()));
            shown.addAll(List.of(ipv4.fragmentOffset(), ipv4.hasMoreFragments(), ipv4.timeToLive(), ipv4.protocol()));
            shown.addAll(List.of(ipv4.source(), ipv4.destination(), ipv4.checksum(), ipv4.hasRightChecksum()));
            assertThat(ipv4.payloadLength()).isBetween(0, length - 20);
        });
        int skip = isIpv4 ? ipv4.headerLength() : Math.min(length, 20);
        showTransport(shown, bytes, offset + skip, isIpv4 ? ipv4.payloadLength() : length - skip);
    }

    private void showTransport(List<Object> shown, byte[] bytes, int offset, int length) {
        show(shown, icmp.attach(bytes, offset, length), () -> {
            shown.addAll(
                    List.of(icmp.type(), icmp.code(), icmp.identifier(), icmp.sequence(), icmp.hasRightChecksum()));
        });
        show(shown, tcp.attach(bytes, offset, length), () -> {
            shown.addAll(List.of(tcp.sourcePort(), tcp.destinationPort(), tcp.sequence(), tcp.acknowledgment()));
            shown.addAll(List.of(tcp.flags(), tcp.headerLength(), tcp.payloadLength(), tcp.hasRightChecksum(1, 2)));
        });
        show(shown, udp.attach(bytes, offset, length), () -> {
            shown.addAll(List.of(udp.sourcePort(), udp.destinationPort(), udp.datagramLength(), udp.payloadLength()));
            shown.add(udp.hasRightChecksum(1, 2));
        });
    }

    private static void show(List<Object> shown, boolean attached, Runnable getters) {
        shown.add(attached ? Boolean.TRUE : "refused");
        if (attached) {
            getters.run();
        }
    }

    /** Every setter of every view that still attaches, one after the other over the same bytes. */
    private void writeAll(byte[] bytes, int length) {
        if (ipv4.attach(bytes, MARGIN, length)) {
            ipv4.setDestination(-1);
            ipv4.updateChecksum();
        }
        if (arp.format(bytes, MARGIN, length)) {
            arp.setTargetHardware(1);
            arp.setTargetProtocol(1);
        }
        if (icmp.attach(bytes, MARGIN, length)) {
            icmp.setSequence(1);
            icmp.updateChecksum();
        }
        if (tcp.attach(bytes, MARGIN, length) || tcp.format(bytes, MARGIN, length)) {
            tcp.setFlags(1);
            tcp.updateChecksum(1, 2);
        }
        if (udp.format(bytes, MARGIN, length)) {
            udp.setDestinationPort(1);
            udp.updateChecksum(1, 2);
        }
        if (ethernet.attach(bytes, MARGIN, length)) {
            ethernet.setType(1);
        }
        if (ipv4.format(bytes, MARGIN, length)) {
            ipv4.setDestination(1);
            ipv4.updateChecksum();
        }
    }

    private static List<PcapRecord> lan() throws IOException {
        try (InputStream in = PacketViewBoundsTest.class.getResourceAsStream("/lan.pcap")) {
            return PcapFile.read("lan.pcap", in).records();
        }
    }
}
