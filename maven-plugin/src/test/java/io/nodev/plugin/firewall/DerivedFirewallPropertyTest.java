package io.nodev.plugin.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.plugin.firewall.FrameOracle.Place;
import io.nodev.plugin.generate.RandomTraffic;
import io.nodev.plugin.spec.MachineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A derived firewall lets pass exactly what the sentence says that defines it, and to a NIC exactly what the virtual
 * firewall/router sends to the wire: for rules and frames drawn at random, under every semantics.
 */
final class DerivedFirewallPropertyTest {
    private static final int LISTS = 60;
    private static final int FRAMES = 400;

    /** The fourth octet of the NIC's address: TCP's and UDP's number, and neither. */
    private static final List<String> OCTETS = List.of("06", "11", "9d");

    @TempDir
    private Path directory;

    static Stream<String> semantics() {
        return Stream.of("as-built", "as-documented")
                .flatMap(preset -> Stream.concat(
                        Stream.of("vfr: {semantics: " + preset + "}\n"),
                        Arrays.stream(Quirk.values())
                                .filter(quirk -> !quirk.key().startsWith("credit"))
                                .map(quirk -> "vfr: {semantics: " + preset + "}\nquirks: {" + quirk.key() + ": "
                                        + preset.equals("as-documented") + "}\n")));
    }

    @ParameterizedTest
    @MethodSource("semantics")
    void letsPassWhatTheRulesSendToTheWireAndWhatBelongsToEachPort(String semantics) {
        RandomTraffic traffic = new RandomTraffic(semantics.hashCode());
        SplittableRandom random = new SplittableRandom(semantics.hashCode());
        int passed = 0;
        int laterToWire = 0;
        for (int list = 0; list < LISTS; list++) {
            MachineSpec machine = machine(semantics, list);
            List<VfrRule> rules = new ArrayList<>(traffic.rules(random.nextInt(12)));
            if (random.nextBoolean()) {
                rules.addAll(random.nextInt(rules.size() + 1), standardRules(machine));
            }
            DerivedMachine derived = new DerivedMachine(machine, rules);
            FrameOracle oracle = derived.oracle();
            for (int i = 0; i < FRAMES; i++) {
                byte[] frame = sound(traffic.frame());
                List<Place> places = derived.places();
                Place from = pick(places, random);
                Place to = pick(places, random);
                if (!from.equals(to)) {
                    stamp(frame, random.nextInt(6) == 0 ? pick(places, random) : from, oracle, machine);
                    boolean passes = derived.passes(from, to, frame);
                    assertThat(passes)
                            .as("%s to %s, frame %s%n%s", from, to, Arrays.toString(frame), derived.text())
                            .isEqualTo(oracle.passes(from, to, frame));
                    passed += passes ? 1 : 0;
                    laterToWire += passes && to.isNic() && from.domain() != 0 && isLaterFragment(frame) ? 1 : 0;
                }
            }
        }
        assertThat(passed).isGreaterThan(LISTS * FRAMES / 50);
        assertThat(laterToWire).isGreaterThan(LISTS * FRAMES / 1_000);
    }

    private static Place pick(List<Place> places, SplittableRandom random) {
        return places.get(random.nextInt(places.size()));
    }

    /** Gives a frame the hardware address of a vif of the description; any other frame keeps the one that it has. */
    private static void stamp(byte[] frame, Place as, FrameOracle oracle, MachineSpec machine) {
        boolean isDescribed =
                !as.isNic() && machine.vif(as.domain(), as.index()).isPresent();
        if (isDescribed && frame.length >= 12) {
            oracle.mac(as).put(frame, 6);
        }
    }

    private List<VfrRule> standardRules(MachineSpec machine) {
        return DescribedMachine.list(DescribedMachine.in(directory).rules(machine));
    }

    private MachineSpec machine(String semantics, int list) {
        int deviceDomain = list % 4 == 3 ? 3 : 0;
        return DescribedMachine.in(directory)
                .with(
                        "machine.yaml",
                        """
                        name: drawn
                        nics: [{name: eth0, mac: 00:02:b3:%s:1f:aa}, {name: eth1, mac: 00:02:b3:9d:1f:ab}]
                        domains:
                          - {id: 0, vifs: [{addresses: [10.0.0.255], backend: %d}]}
                          - {id: 1, vifs: [{addresses: [10.0.0.1], backend: %d}]}
                          - id: 2
                            vifs:
                              - {addresses: [10.0.0.2], backend: %d}
                              - {addresses: [192.0.2.1], backend: %d}
                          - {id: 3}
                        device-domains: [{domain: %d, nics: [eth0, eth1]}]
                        """.formatted(
                                                OCTETS.get(list % 3),
                                                deviceDomain,
                                                deviceDomain,
                                                deviceDomain,
                                                deviceDomain,
                                                deviceDomain)
                                + semantics)
                .spec();
    }

    /**
     * The frame with a total length that is true; one that ends within the ports is cut before them. In other frames
     * nftables and the rules do not find the same ports.
     */
    private static byte[] sound(byte[] frame) {
        if (!isIpv4(frame)) {
            return frame;
        }
        int ports = 14 + (frame[14] & 0xF) * 4;
        byte[] sound = frame.length > ports && frame.length < ports + 4 ? Arrays.copyOf(frame, ports) : frame.clone();
        sound[16] = 0;
        sound[17] = (byte) (sound.length - 14);
        return sound;
    }

    private static boolean isLaterFragment(byte[] frame) {
        return isIpv4(frame) && ((frame[20] & 0x1F) | frame[21]) != 0;
    }

    private static boolean isIpv4(byte[] frame) {
        return frame.length >= 34 && frame[12] == 8 && frame[13] == 0;
    }
}
