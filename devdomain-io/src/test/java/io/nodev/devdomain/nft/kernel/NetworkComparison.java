package io.nodev.devdomain.nft.kernel;

import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.kernel.KernelBridge.Delivery;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sends the same frames through a kernel's bridge and through ours, with the same firewall file, and tells the first
 * difference: in the ports a frame leaves by, in its bytes, or in a counter.
 */
final class NetworkComparison {
    /** The bridge's ports but its own. */
    static final List<String> PORTS = List.of("vif1.0", "vif2.0", "vif3.0", "eth0");

    private static final List<String> ALL =
            Stream.concat(Stream.of(KernelBridge.OWN_NAME), PORTS.stream()).toList();
    private static final Pattern COUNTS = Pattern.compile("packets (\\d+) bytes (\\d+)");

    private final KernelBridge kernel;

    NetworkComparison(KernelBridge kernel) {
        this.kernel = kernel;
    }

    /** A frame and the port it comes in by. */
    record Arrival(int port, byte[] frame) {
        /** A packet socket cannot send a tagged frame as a stack does, with the tag apart, so it comes in elsewhere. */
        static Arrival atRandom(Random random, byte[] frame) {
            return new Arrival(isTagged(frame) ? 1 + random.nextInt(PORTS.size()) : random.nextInt(ALL.size()), frame);
        }

        @Override
        public String toString() {
            return shown(frame) + " in by " + ALL.get(port);
        }
    }

    /** The first difference, with a file from which everything is left out that it does not need; nothing if there is none. */
    String difference(String text, Supplier<List<Arrival>> arrivals) throws IOException, NftException {
        if (difference(text, text, arrivals.get(), false).isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            if (isDifferent(String.join("\n", fewer) + "\n", arrivals.get())) {
                lines = fewer;
            }
        }
        String small = String.join("\n", lines) + "\n";
        return small + difference(small, small, arrivals.get(), true);
    }

    private boolean isDifferent(String text, List<Arrival> arrivals) throws IOException {
        try {
            return !difference(text, text, arrivals, false).isEmpty();
        } catch (NftException e) {
            return false;
        }
    }

    /**
     * The first difference, nothing if there is none.
     *
     * @param text what our firewall has in force
     * @param forKernel what the kernel has in force
     * @param countsEach whether to compare the counters after each frame, not only at the end
     */
    String difference(String text, String forKernel, List<Arrival> arrivals, boolean countsEach)
            throws IOException, NftException {
        Firewall firewall = new Firewall();
        BridgeNetwork network = new BridgeNetwork(firewall, ALL);
        firewall.replace(NftParser.parse("compared.nft", text));
        String complaint = kernel.load(forKernel);
        if (!complaint.isEmpty()) {
            return complaint;
        }
        kernel.forgetStations();
        for (Arrival arrival : arrivals) {
            List<String> expected = sorted(kernel.send(arrival.port(), arrival.frame()));
            List<String> actual = sorted(network.send(arrival.port(), arrival.frame()));
            String counts = countsEach ? countDifference(firewall) : "";
            if (!actual.equals(expected) || !counts.isEmpty()) {
                return "%s%nkernel %s%nours   %s%n%s".formatted(arrival, expected, actual, counts);
            }
        }
        return countDifference(firewall);
    }

    private String countDifference(Firewall firewall) throws IOException {
        List<String> expected = counts(kernel.list());
        List<String> actual = counts(firewall.list().toString());
        return actual.equals(expected) ? "" : "kernel " + expected + "\nours   " + actual;
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

    /** A packet socket, which stands for the stack, is given frames without their VLAN tag. */
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
