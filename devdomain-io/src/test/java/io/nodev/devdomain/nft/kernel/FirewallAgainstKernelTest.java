package io.nodev.devdomain.nft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import io.nodev.devdomain.nft.Packets;
import io.nodev.devdomain.nft.RandomFrames;
import io.nodev.devdomain.nft.RandomRuleset;
import io.nodev.devdomain.nft.kernel.NetworkComparison.Arrival;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame leaves by the ports, and with the bytes, a Linux kernel lets it leave by, and counters agree. */
class FirewallAgainstKernelTest {
    private static final Path CAPTURE = Path.of("../common-io/src/test/resources/lan.pcap");
    private static final int FRAMES = 100;
    private static final int NIC = NetworkComparison.PORTS.indexOf("eth0") + 1;

    private static KernelBridge kernel;
    private static NetworkComparison comparison;

    @BeforeAll
    static void makeNetwork() throws IOException {
        kernel = KernelBridge.withPorts(NetworkComparison.PORTS);
        comparison = new NetworkComparison(kernel);
    }

    @AfterAll
    static void removeNetwork() throws IOException {
        if (kernel != null) {
            kernel.close();
        }
    }

    @Test
    void decidesAsTheKernel() throws Exception {
        compare(1, 80);
    }

    @Test
    @Tag("slow")
    void decidesAsTheKernelForLong() throws Exception {
        compare(1_000, 5_000);
    }

    private static void compare(long firstSeed, int rulesets) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + rulesets; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) throws Exception {
        String text = RandomRuleset.write(new Random(seed));
        assertThat(comparison.difference(text, () -> arrivals(seed)))
                .as("seed " + seed)
                .isEmpty();
    }

    private static List<Arrival> arrivals(long seed) {
        Random random = new Random(seed);
        RandomFrames frames = new RandomFrames(random);
        return Stream.generate(() -> Arrival.atRandom(random, frames.next()))
                .limit(FRAMES)
                .toList();
    }

    /** What two guests and a host behind the NIC said, each at its port; then all of it at the NIC. */
    @ParameterizedTest
    @ValueSource(strings = {"readme", "derived", "interfaces", "guard"})
    void decidesAboutRealPacketsAsTheKernel(String file) throws Exception {
        List<PcapRecord> records =
                PcapFile.parse("lan.pcap", Files.readAllBytes(CAPTURE)).records();
        List<Arrival> arrivals = Stream.concat(
                        records.stream().map(record -> new Arrival(portOf(record), record.bytes())),
                        records.stream().map(record -> new Arrival(NIC, record.bytes())))
                .toList();

        assertThat(comparison.difference(read(file), () -> arrivals)).isEmpty();
    }

    @Test
    void framesThatEndAtAVlanTagReachNoHook() throws Exception {
        String text = """
                table netdev n {
                chain i { type filter hook ingress device "vif1.0" priority 0; counter
                }
                }
                table bridge b {
                chain p { type filter hook prerouting priority 0; counter
                }
                chain f { type filter hook forward priority 0; counter
                }
                }
                """;
        List<Arrival> arrivals = IntStream.range(0, 14)
                .mapToObj(i -> Packets.ethernet(
                        "aa:00:00:00:00:0c", "aa:00:00:00:00:0b", i < 7 ? 0x8100 : 0x88A8, new byte[i % 7]))
                .map(frame -> new Arrival(1, frame))
                .toList();

        assertThat(comparison.difference(text, text, arrivals, true)).isEmpty();
    }

    @Test
    void framesForReservedAddressesReachTheHooksThatTheKernelAsksAndTeachWhatTheyTeachIt() throws Exception {
        String text = """
                table bridge b {
                chain p { type filter hook prerouting priority 0; counter
                }
                chain i { type filter hook input priority 0; counter drop
                }
                chain f { type filter hook forward priority 0; counter
                }
                }
                """;
        List<Arrival> arrivals = IntStream.rangeClosed(0, 0x11)
                .boxed()
                .flatMap(last -> {
                    String station = "aa:00:00:00:00:%02x".formatted(last);
                    return Stream.of(
                            new Arrival(1, toAndFrom("01:80:c2:00:00:%02x".formatted(last), station)),
                            new Arrival(2, toAndFrom(station, "aa:00:00:00:00:bb")));
                })
                .toList();

        assertThat(comparison.difference(text, text, arrivals, true)).isEmpty();
    }

    private static byte[] toAndFrom(String destination, String source) {
        return Packets.ethernet(destination, source, 0x1234, new byte[46]);
    }

    private static int portOf(PcapRecord record) {
        return switch (record.bytes()[11]) {
            case 0x0B -> 1;
            case 0x0C -> 2;
            default -> NIC;
        };
    }

    @Test
    void whatIsPrintedMeansToTheKernelWhatWasRead() throws Exception {
        for (long seed = 10_000; seed < 10_015; seed++) {
            String text = RandomRuleset.write(new Random(seed));
            String printed = NftParser.parse("random.nft", text).toString();

            assertThat(comparison.difference(text, printed, arrivals(seed), false))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void readsWhatNftLists() throws Exception {
        for (long seed = 1; seed < 25; seed++) {
            String text = RandomRuleset.write(new Random(seed));
            assertThat(kernel.load(text)).as(text).isEmpty();
            String listed = kernel.list();

            NftRuleset ruleset = NftParser.parse("listed.nft", listed);

            assertThat(kernel.load(ruleset.toString())).as(listed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"readme", "derived", "interfaces", "guard"})
    void nftAcceptsTheFilesThatOurTestsAccept(String file) throws Exception {
        NftParser.parse(file + ".nft", read(file));

        assertThat(kernel.check(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.nodev.devdomain.nft.AcceptedTexts#all")
    void nftAcceptsWhatTheParserAccepts(String text) throws Exception {
        assertThat(kernel.check(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.nodev.devdomain.nft.RefusedTexts#all")
    void nftRefusesWhatTheParserRefusesForItsSake(String text) throws Exception {
        assertThat(kernel.check(text)).isNotEmpty();
    }

    private static String read(String file) throws IOException {
        try (InputStream in = RandomRuleset.class.getResourceAsStream(file + ".nft")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
