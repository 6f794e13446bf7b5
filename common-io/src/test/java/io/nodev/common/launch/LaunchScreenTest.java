package io.nodev.common.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.CapturePlan;
import io.nodev.common.capture.PcapRecord;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.FirewallCounter;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VbdMode;
import io.nodev.common.machine.VbdReport;
import io.nodev.common.packet.MacAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaunchScreenTest {
    private static final PortReport VIF = new PortReport(
            "vif1.0",
            12,
            18_168,
            new TreeMap<>(Map.of(-1, 2L, 0, 9L, 5, 1L)),
            1_234_567,
            1_869_134_438L,
            new TreeMap<>(Map.of(DropReason.POLICY, 3L, DropReason.BAD_REQUEST, 2L)));
    private static final PortReport NIC =
            new PortReport("eth0", 0, 0, new TreeMap<>(), 0, 0, new TreeMap<>(Map.of(DropReason.FILTERED, 4L)));

    private static LaunchPlan plan(Architecture architecture) {
        return LaunchPlan.of("quick", architecture, options -> null);
    }

    @Test
    void showsADeviceDomainMachineAndEverythingThatWasNotPlayed() {
        CapturePlan frames = CapturePlan.of(
                List.of(
                        new PcapRecord(0, 13, new byte[13]),
                        new PcapRecord(0, 60, new byte[20]),
                        new PcapRecord(0, 1_515, new byte[1_515])),
                Map.of());
        LaunchResult result = new LaunchResult(
                "quick",
                Architecture.DEVICE_DOMAIN,
                List.of(VIF),
                List.of(NIC),
                List.of(
                        new VbdReport(
                                1,
                                0x301,
                                800,
                                VbdMode.READ_WRITE,
                                new TreeMap<>(Map.of(-1, 2L, 0, 999L)),
                                998,
                                87_000,
                                1,
                                8,
                                0),
                        new VbdReport(12, 0x1640, 9, VbdMode.READ_ONLY, new TreeMap<>(), 0, 0, 0, 0, 0)),
                List.of(new FirewallCounter(0, "web", 74, 64_145), new FirewallCounter(3, "refused", 1_234, 0)));

        assertThat(LaunchScreen.of(
                        plan(Architecture.DEVICE_DOMAIN),
                        result,
                        "threaded",
                        new LaunchScreen.Played("a.pcap", frames, Map.of("vif1.0", 2))))
                .isEqualTo("""
                        quick, built as devdomain-io, threaded scheduler
                        a.pcap: 0 of 3 frames played

                                 frames out   bytes out   frames in     bytes in   status of frames out                  drops
                        vif1.0           12       18168     1234567   1869134438   2 ERROR(-1), 9 OKAY(0), 1 status(5)   2 bad-request, 3 policy
                        eth0              0           0           0            0   -                                     4 filtered

                        out: what its guest sent, or what a NIC put on the wire
                        in:  what its guest received, or what passed a NIC's filter

                                    reads   sectors   writes   sectors   flushes   status of requests
                        vbd1.hda1     998     87000        1         8         0   2 ERROR(-1), 999 OKAY(0)
                        vbd12.hdd       0         0        0         0         0   -

                        firewall           frames   bytes
                        domain 0 web           74   64145
                        domain 3 refused     1234       0

                        not sent:
                          1 cut short when they were captured
                          1 shorter than an Ethernet header
                          1 longer than 1514 bytes
                          2 not taken by vif1.0 (frames before them were still waiting, or its domain was gone)

                        to see more:
                          --out DIR       what every guest received and every NIC sent as DIR/*.pcap, and DIR/result.json
                          --capture FILE  another capture, played by the same MAC addresses
                          mvn package     builds this machine with its drivers in the hypervisor
                        """);
    }

    @Test
    void tellsOfFramesThatARateHeldUpForGood() {
        byte[] frame = new byte[60];
        PcapRecord record = new PcapRecord(0, 60, frame);
        CapturePlan frames = CapturePlan.of(Collections.nCopies(20, record), Map.of(new MacAddress(0), "vif1.0"));
        LaunchResult result =
                new LaunchResult("quick", Architecture.LEGACY, List.of(VIF), List.of(NIC), List.of(), List.of());

        assertThat(LaunchScreen.of(
                        plan(Architecture.LEGACY),
                        result,
                        "cooperative",
                        new LaunchScreen.Played("a.pcap", frames, Map.of("vif1.0", 2))))
                .contains("a.pcap: 20 of 20 frames played\n")
                .contains("\n  6 still waiting at vif1.0 at the end\n");
    }

    @Test
    void namesStatusCodesAsEachArchitectureDoes() {
        assertThat(List.of(0, 1, 2, 3))
                .extracting(code -> StatusName.of(Architecture.LEGACY, code))
                .containsExactly("OK(0)", "BAD_PAGE(1)", "DROPPED(2)", "status(3)");
        assertThat(List.of(0, -1, -2, 1))
                .extracting(code -> StatusName.of(Architecture.DEVICE_DOMAIN, code))
                .containsExactly("OKAY(0)", "ERROR(-1)", "DROPPED(-2)", "status(1)");
        assertThat(List.of(0, 1, 2, -1))
                .extracting(code -> StatusName.ofBlock(Architecture.LEGACY, code))
                .containsExactly("GOOD(0)", "REJECTED(1)", "FAILED(2)", "status(-1)");
        assertThat(List.of(0, -1, -2))
                .extracting(code -> StatusName.ofBlock(Architecture.DEVICE_DOMAIN, code))
                .containsExactly("OKAY(0)", "ERROR(-1)", "status(-2)");
    }
}
