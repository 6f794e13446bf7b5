package io.nodev.devdomain.nft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.RandomFrames;
import io.nodev.devdomain.nft.RandomRuleset;
import io.nodev.devdomain.nft.kernel.KernelBridge.Delivery;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random rulesets and random frames: every frame leaves by the ports, and with the bytes, a Linux kernel lets it leave by. */
class FirewallAgainstKernelTest {
    private static final List<String> PORTS = List.of("vif1.0", "vif2.0", "vif3.0", "eth0");
    private static final List<String> ALL =
            Stream.concat(Stream.of(KernelBridge.OWN_NAME), PORTS.stream()).toList();
    private static final Pattern COUNTS = Pattern.compile("packets (\\d+) bytes (\\d+)");
    private static final int FRAMES = 100;

    private static KernelBridge kernel;

    @BeforeAll
    static void makeNetwork() throws IOException {
        kernel = KernelBridge.withPorts(PORTS);
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

    private static void compare(long firstSeed, int rulesets) throws IOException, NftException {
        for (long seed = firstSeed; seed < firstSeed + rulesets; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) throws IOException, NftException {
        String text = RandomRuleset.write(new Random(seed));
        String difference = difference(text, seed, false);
        if (!difference.isEmpty()) {
            String small = shrink(text, seed);
            fail("seed " + seed + "\n" + small + difference(small, seed, true));
        }
    }

    /** Leaves out lines as long as there is a difference. */
    private static String shrink(String text, long seed) throws IOException {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            if (isDifferent(String.join("\n", fewer) + "\n", seed)) {
                lines = fewer;
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static boolean isDifferent(String text, long seed) throws IOException {
        try {
            return !difference(text, seed, false).isEmpty();
        } catch (NftException e) {
            return false;
        }
    }

    /**
     * What the kernel does otherwise with random frames; nothing if it does the same.
     *
     * @param countsEach whether to compare the counters after each frame, not only at the end
     */
    private static String difference(String text, long seed, boolean countsEach) throws IOException, NftException {
        Random random = new Random(seed);
        RandomFrames frames = new RandomFrames(random);
        Firewall firewall = new Firewall();
        BridgeNetwork network = new BridgeNetwork(firewall, ALL);
        NftRuleset ruleset = NftParser.parse("random.nft", text);
        firewall.replace(ruleset);
        String complaint = kernel.load(seed % 2 == 0 ? text : ruleset.toString());
        if (!complaint.isEmpty()) {
            return complaint;
        }
        kernel.forgetStations();
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frames.next();
            int in = isTagged(frame) ? 1 + random.nextInt(PORTS.size()) : random.nextInt(ALL.size());
            List<String> expected = sorted(kernel.send(in, frame));
            List<String> actual = sorted(network.send(in, frame));
            if (!actual.equals(expected)) {
                return "frame %d %s in by %s%nkernel %s%nours   %s"
                        .formatted(i, shown(frame), ALL.get(in), expected, actual);
            }
            String counts = countsEach ? countDifference(firewall) : "";
            if (!counts.isEmpty()) {
                return "frame %d %s in by %s%n%s".formatted(i, shown(frame), ALL.get(in), counts);
            }
        }
        return countDifference(firewall);
    }

    private static String countDifference(Firewall firewall) throws IOException {
        List<String> expected = counts(kernel.list());
        List<String> actual = counts(firewall.list().toString());
        return actual.equals(expected) ? "" : "kernel " + expected + "\nours   " + actual;
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

    private static String shown(byte[] frame) {
        return frame.length + ":" + HexFormat.of().formatHex(frame).replaceAll("(00)+$", "");
    }

    /** Deliveries as text, in an order that does not depend on that of the ports. */
    private static List<String> sorted(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.port() + " " + shown(bytes(delivery)))
                .sorted()
                .toList();
    }

    /**
     * A packet socket, which stands for the stack, is given frames without their VLAN tag. It cannot send them as a stack
     * does, with the tag apart, so tagged frames come in by ports only.
     */
    private static byte[] bytes(Delivery delivery) {
        byte[] frame = delivery.frame();
        if (delivery.port() != 0 || !isTagged(frame)) {
            return frame;
        }
        byte[] bare = new byte[frame.length - 4];
        System.arraycopy(frame, 0, bare, 0, 12);
        System.arraycopy(frame, 16, bare, 12, bare.length - 12);
        return bare;
    }

    private static boolean isTagged(byte[] frame) {
        int type = (frame[12] & 0xFF) << 8 | frame[13] & 0xFF;
        return type == 0x8100 || type == 0x88A8;
    }

    /** The counts in a listing: those of named counters first, as the two lists put them at different places. */
    private static List<String> counts(String listing) {
        List<String> named = new ArrayList<>();
        List<String> ofRules = new ArrayList<>();
        for (String line : listing.split("\n")) {
            Matcher matcher = COUNTS.matcher(line.replaceAll("counter(?= [^pn]|$)", "counter packets 0 bytes 0"));
            while (matcher.find()) {
                (line.startsWith("\t\tpackets") ? named : ofRules).add(matcher.group());
            }
        }
        named.addAll(ofRules);
        return named;
    }
}
