package io.nodev.devdomain.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traffic, with an attacker, moving stations, ports that come and go, and time: the bridge does as the model. */
class BridgeAgainstModelTest {
    private static final long AGEING = 10_000;
    private static final int[] QUOTAS = {0, 1, 2, 5, 16, 3};
    private static final int ATTACKER = 4;
    private static final long[] SPECIAL = {
        MacAddress.BROADCAST.bits(),
        0x0100_5E00_0001L,
        0x0180_C200_0000L,
        0x0180_C200_0001L,
        0x0180_C200_000EL,
        0x0180_C200_0010L,
        0x0002_B39D_1FAAL,
        0
    };

    private final NaiveBridge model = new NaiveBridge(QUOTAS, AGEING);
    private final List<BridgePort> ports = new ArrayList<>();
    private final List<Integer> sent = new ArrayList<>();
    private final List<Boolean> lasts = new ArrayList<>();
    private final long[] passed = new long[QUOTAS.length];
    private final long[] delivered = new long[QUOTAS.length];
    private long now = Long.MAX_VALUE - 50_000;
    private Bridge bridge;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decidesAsTheModel(long seed) {
        Random random = new Random(seed);
        attachAll();
        for (int step = 0; step < 20_000; step++) {
            now += random.nextInt(100);
            if (random.nextInt(200) == 0) {
                toggle(random.nextInt(QUOTAS.length));
            }
            compareOneFrame(random, "seed " + seed + ", step " + step);
            if (step % 100 == 0) {
                compareStations();
            }
        }
        compareCounters();
    }

    private void attachAll() {
        MacAddress own = new MacAddress(0x0002_B39D_1FAAL);
        bridge = new Bridge(new Bridge.Host("vif0.0", own, recorder(0)), () -> now, AGEING);
        ports.add(bridge.ownPort());
        for (int port = 1; port < QUOTAS.length; port++) {
            ports.add(bridge.attach("vif" + port + ".0", recorder(port), QUOTAS[port]));
        }
        for (int port = 0; port < QUOTAS.length; port++) {
            toggle(port);
        }
    }

    private PortDevice recorder(int port) {
        return (frame, last) -> {
            sent.add(port);
            lasts.add(last);
        };
    }

    private void toggle(int port) {
        boolean open = !ports.get(port).isOpen();
        model.setOpen(port, open);
        if (open) {
            ports.get(port).open();
        } else {
            ports.get(port).close();
        }
    }

    private void compareOneFrame(Random random, String when) {
        int in = random.nextInt(3) == 0 ? ATTACKER : random.nextInt(QUOTAS.length);
        long source =
                in == ATTACKER && random.nextInt(4) != 0 ? 0x0A00_0000_0000L + random.nextInt(1_000) : any(random);
        long destination = any(random);
        sent.clear();
        lasts.clear();

        ports.get(in).receive(new TestFrame(destination, source, 14 + random.nextInt(1_501)));

        assertThat(sent).as(when).isEqualTo(model.receive(in, destination, source, now));
        passed[in] += sent.isEmpty() ? 0 : 1;
        sent.forEach(out -> delivered[out]++);
        for (int i = 0; i < lasts.size(); i++) {
            assertThat(lasts.get(i)).as(when).isEqualTo(i == lasts.size() - 1);
        }
    }

    private static long any(Random random) {
        return random.nextInt(4) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : 0xAA00_0000_0000L + random.nextInt(24);
    }

    private void compareStations() {
        for (int port = 1; port < QUOTAS.length; port++) {
            BridgePort here = ports.get(port);
            assertThat(bridge.stations().stream()
                            .filter(station -> station.port() == here)
                            .map(station -> station.address().bits()))
                    .containsExactlyElementsOf(model.stationsOf(port, now))
                    .hasSizeLessThanOrEqualTo(QUOTAS[port]);
        }
    }

    private void compareCounters() {
        for (BridgePort port : ports) {
            BridgePortStats stats = port.stats();
            assertThat(stats.receivedFrames() - stats.drops())
                    .isEqualTo(passed[port.index()])
                    .isPositive();
            assertThat(stats.sentFrames()).isEqualTo(delivered[port.index()]).isPositive();
        }
        assertThat(ports.get(ATTACKER).stats().stationsEvicted()).isGreaterThan(1_000);
    }
}
