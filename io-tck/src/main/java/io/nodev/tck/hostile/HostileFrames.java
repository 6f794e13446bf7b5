package io.nodev.tck.hostile;

import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.frame.Frames.Ends;
import io.nodev.tck.harness.HeaderField;
import io.nodev.tck.harness.HypervisorMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the hostile guest sends when it does not lie, to the world outside or to another guest; and where it
 * lies in that, which is anywhere in the first 64 bytes.
 */
public final class HostileFrames {
    /** Bytes from the frame's first one on that lies are told in; what is behind them is always the guest's own mark. */
    static final int LIED_IN = 64;

    static final String ADDRESS = "10.0.0.3";

    private static final int OWN = Ipv4Address.parse(ADDRESS);
    private static final int OUTSIDE = Ipv4Address.parse("198.51.100.1");
    private static final MacAddress ROUTER = MacAddress.parse("52:54:00:12:34:64");
    private static final int[] NETWORK_ADDRESSES = {
        OWN,
        OUTSIDE,
        Ipv4Address.parse("10.0.0.1"),
        Ipv4Address.parse("10.0.0.2"),
        Ipv4Address.parse("10.0.0.254"),
        Ipv4Address.parse("169.254.1.1"),
        Ipv4Address.parse("127.0.0.1"),
        Ipv4Address.parse("224.0.0.1"),
        0,
        -1
    };
    private static final int[] PORTS = {4000, 4001, 4002, 22, 80, 5000, 5999, 6000, 8000, 8999, 0, 0xFFFF};
    private static final int TCP = 6;
    private static final int MARKED = 42;
    private static final int TO_A_GUEST = 2;
    private static final int SHORTEST = 60;
    private static final int LENGTHS = 1400;

    private final HypervisorMachine machine;
    private final boolean believed;

    /**
     * The frames of domain 3.
     *
     * @param believed whether the machine goes by the source address of a frame alone, as a bridge without rules does, so that
     *     whoever sends with another's gets that one's frames by right; then this is not tried
     */
    public HostileFrames(HypervisorMachine machine, boolean believed) {
        this.machine = machine;
        this.believed = believed;
    }

    /** The next one. */
    public byte[] next(Random random) {
        MacAddress own = machine.vif(HostileRun.HOSTILE, 0).address();
        int to = 1 + random.nextInt(2);
        Ends ends = random.nextInt(TO_A_GUEST) == 0
                ? new Ends(own, OWN, machine.vif(to, 0).address(), Ipv4Address.parse("10.0.0." + to))
                : new Ends(own, OWN, ROUTER, OUTSIDE);
        int length = SHORTEST + random.nextInt(LENGTHS);
        byte[] frame = switch (random.nextInt(8)) {
            case 0 -> Frames.arpRequest(ends, length);
            case 1 -> tcp(ends, length);
            default -> Frames.udp(ends, length);
        };
        Arrays.fill(frame, MARKED, frame.length, MachineAudit.mark(HostileRun.HOSTILE));
        return frame;
    }

    private static byte[] tcp(Ends ends, int length) {
        byte[] frame = Frames.udp(ends, length);
        byte[] header = Frames.ipv4(ends, TCP, length);
        System.arraycopy(header, 0, frame, 0, Frames.IPV4_END);
        return frame;
    }

    /** Everything that can be lied in: each byte, and each group of bytes that means something. */
    public List<HeaderField> headers() {
        List<HeaderField> fields = new ArrayList<>();
        IntStream.range(0, LIED_IN).forEach(at -> fields.add(new HeaderField("byte." + at, at, 1)));
        addEthernet(fields);
        addIpv4(fields);
        addArp(fields);
        return fields;
    }

    private void addEthernet(List<HeaderField> fields) {
        int[] stations = {lowOf(machine.topology().nic()), lowOf(vif(1)), lowOf(vif(2)), lowOf(vif(HostileRun.HOSTILE))
        };
        int[] sources = believed ? new int[] {stations[3]} : stations;
        fields.add(new HeaderField("destination.high", 0, 4, -1, 0x0180_C200, 0x0100_5E00, 0x3333_0000));
        fields.add(new HeaderField("destination.low", 2, 4, stations));
        fields.add(new HeaderField("source.high", 6, 4, -1, 0, 0x0100_5E00));
        fields.add(new HeaderField("source.low", 8, 4, sources));
        fields.add(new HeaderField("type", 12, 2, 0x0800, 0x0806, 0x8100, 0x88A8, 0x86DD, 0x8808, 1500, 0));
    }

    private MacAddress vif(int domain) {
        return machine.vif(domain, 0).address();
    }

    /** The last four bytes of an address; the first two of all that are computed are the same. */
    private static int lowOf(MacAddress address) {
        return (int) address.bits();
    }

    private static void addIpv4(List<HeaderField> fields) {
        fields.add(new HeaderField("ip.version", 14, 1, 0x40, 0x41, 0x44, 0x45, 0x46, 0x4F, 0x55, 0x60, 0x65, 0xF5));
        fields.add(new HeaderField("ip.length", 16, 2, 0, 1, 19, 20, 24, 27, 28, 46, 1500, 1501, 0xFFFF));
        fields.add(new HeaderField("ip.fragment", 20, 2, 0, 1, 0x2000, 0x2001, 0x1FFF, 0x3FFF, 0x4000, 0x8000, 0xFFFF));
        fields.add(new HeaderField("ip.protocol", 23, 1, 0, 1, TCP, 17, 47, 58, 132, 255));
        fields.add(new HeaderField("ip.source", 26, 4, NETWORK_ADDRESSES));
        fields.add(new HeaderField("ip.destination", 30, 4, NETWORK_ADDRESSES));
        fields.add(new HeaderField("port.source", 34, 2, PORTS));
        fields.add(new HeaderField("port.destination", 36, 2, PORTS));
        fields.add(new HeaderField("ports", 34, 4, 4000 << 16 | 4001, 4000 << 16 | 80, 4001 << 16 | 22));
    }

    private static void addArp(List<HeaderField> fields) {
        fields.add(new HeaderField("arp.hardware", 14, 4, 0x0001_0800, 0x0006_0800, 0x0001_86DD));
        fields.add(new HeaderField("arp.lengths", 18, 2, 0x0604, 0x0600, 0x0004, 0x0610, 0xFF04, 0xFFFF));
        fields.add(new HeaderField("arp.operation", 20, 2, 0, 1, 2, 3, 8, 9));
        fields.add(new HeaderField("arp.sender", 28, 4, NETWORK_ADDRESSES));
        fields.add(new HeaderField("arp.target", 38, 4, NETWORK_ADDRESSES));
    }
}
