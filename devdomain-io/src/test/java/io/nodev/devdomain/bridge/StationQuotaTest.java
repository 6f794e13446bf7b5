package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one port can do to the others by claiming to have many stations. */
class StationQuotaTest {
    private static final long FIRST = 0x0200_0000_0000L;

    private final BridgeHarness net = new BridgeHarness("eth0");

    @Test
    void forgetsTheStationNotSeenForLongest() {
        net.attach("vif1.0", 3).open();
        for (int station : new int[] {1, 2, 3, 1, 4}) {
            seen("vif1.0", station);
        }

        assertThat(net.stationsOf("vif1.0")).containsExactly(address(3), address(1), address(4));
        assertThat(net.stats("vif1.0").stationsEvicted()).isEqualTo(1);
    }

    @Test
    void aGuestThatForgesAddressesCostsNobodyElseAPlace() {
        net.attach("vif1.0", 8).open();
        net.attach("vif2.0", 8).open();
        for (int station = 1; station <= 8; station++) {
            seen("vif2.0", station);
        }
        Random forger = new Random(20040401);
        for (int i = 0; i < 100_000; i++) {
            seen("vif1.0", 100 + forger.nextInt(1 << 24));
        }

        assertThat(net.stationsOf("vif1.0")).hasSize(8);
        assertThat(net.stationsOf("vif2.0")).hasSize(8);
        assertThat(net.stats("vif2.0").stationsEvicted()).isZero();
        assertThat(net.stats("vif1.0").stationsEvicted()).isBetween(99_000L, 99_992L);
    }

    @Test
    void aStationThatMovesToAFullPortTakesAPlaceThere() {
        net.attach("vif1.0", 2).open();
        seen("vif1.0", 1);
        seen("vif1.0", 2);
        seen("eth0", 3);
        seen("vif1.0", 3);

        assertThat(net.stationsOf("vif1.0")).containsExactly(address(2), address(3));
        assertThat(net.stationsOf("eth0")).isEmpty();
        assertThat(net.stats("vif1.0").stationsEvicted()).isEqualTo(1);
        assertThat(net.stats("vif1.0").stationsMoved()).isEqualTo(1);
    }

    @Test
    void takingThePlaceOfAnAgedStationIsNoEviction() {
        net.attach("vif1.0", 1).open();
        seen("vif1.0", 1);
        net.nanos += Bridge.DEFAULT_AGEING_NANOS;
        seen("vif1.0", 2);

        assertThat(net.stationsOf("vif1.0")).containsExactly(address(2));
        assertThat(net.stats("vif1.0").stationsEvicted()).isZero();
    }

    @Test
    void theRoomOfADetachedPortIsUsedAgain() {
        ForwardingTable table = new ForwardingTable(1_000, 1);
        table.addPort(1, 100);
        table.addPort(2, 50);
        for (int round = 0; round < 10; round++) {
            for (int station = 0; station < 200; station++) {
                table.learn(FIRST + station, 2, 0);
            }
            table.removePort(2);
            table.addPort(2, 50);
        }

        assertThat(table.capacity()).isEqualTo(150);
        assertThat(table.nextNewer(2, -1)).isEqualTo(-1);
    }

    @Test
    void growingForAPortKeepsWhatIsKnown() {
        for (int station = 0; station < 200; station++) {
            seen("eth0", station);
        }
        net.attach("vif1.0", 5_000).open();

        assertThat(net.stationsOf("eth0")).hasSize(200);
        assertThat(net.receive("vif1.0", address(77), address(1_000))).containsExactly("eth0.");
    }

    private void seen(String port, int station) {
        net.receive(port, BROADCAST, address(station));
    }

    private static String address(int station) {
        return new MacAddress(FIRST + station).toString();
    }
}
