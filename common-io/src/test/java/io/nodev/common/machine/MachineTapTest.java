package io.nodev.common.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.common.driver.CaptureCard;
import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.NetworkDeviceStats;
import io.nodev.common.guest.NoBlockDevices;
import io.nodev.common.guest.PacketHandler;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTapTest {
    private final List<String> seen = new ArrayList<>();
    private final MachineTap tap = new MachineTap() {
        @Override
        public PacketHandler vif(int domain, int index) {
            return (bytes, offset, length) ->
                    seen.add("vif" + domain + "." + index + " " + bytes[offset] + "x" + length);
        }

        @Override
        public PacketHandler nic(String name) {
            return (bytes, offset, length) -> seen.add(name + " " + bytes[offset] + "x" + length);
        }
    };
    private final MachineOptions tapped = MachineOptions.defaults().withTap(tap);

    @Test
    void seesWhatAnyGuestReceivesBeforeTheGuestDoes() {
        Guest guest = tapped.guest(3, () -> new OverwritingGuest(seen)).get();

        guest.start(new OneDevice());
        assertThat(guest.run(8)).isFalse();

        assertThat(seen).containsExactly("vif3.1 7x60", "guest 7x60", "vif3.1 8x60", "guest 8x60");
    }

    @Test
    void leavesEverythingElseOfAnInterfaceAsItIs() {
        List<VirtualNetworkDevice> found = new ArrayList<>();
        OneDevice environment = new OneDevice();
        tapped.guest(3, () -> new OverwritingGuest(seen) {
                    @Override
                    public void start(GuestEnvironment given) {
                        found.addAll(given.networkDevices());
                        assertThat(given.domain()).isEqualTo(3);
                        assertThat(given.name()).isEqualTo("three");
                        assertThat(given.nanos()).isEqualTo(99);
                        given.log("hello");
                    }
                })
                .get()
                .start(environment);

        VirtualNetworkDevice device = found.get(0);
        byte[] address = new byte[6];
        device.copyAddress(address, 0);
        assertThat(device.index()).isEqualTo(1);
        assertThat(address).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(device.isConnected()).isTrue();
        assertThat(device.transmit(new byte[60], 0, 60)).isFalse();
        assertThat(device.stats()).isSameAs(environment.device.stats());
        assertThat(environment.logged).containsExactly("hello");
    }

    @Test
    void seesWhatTheNicTookAndNotWhatItRefused() {
        CaptureCard card = new CaptureCard("eth0", MacAddress.parse("00:02:b3:9d:1f:aa"), () -> 0);
        NetworkCard cardOfMachine = tapped.card(card);

        int taken = 0;
        while (cardOfMachine.transmit(OutboundFrame.of(frame(5)), taken)) {
            taken++;
        }

        assertThat(taken).isPositive();
        assertThat(card.stats().framesOut()).isEqualTo(taken);
        assertThat(seen).hasSize(taken).containsOnly("eth0 5x60");
        assertThat(((TappedCard) cardOfMachine).card()).isSameAs(card);
    }

    @Test
    void leavesARefusalOfAnImpossibleLengthToTheNic() {
        NetworkCard card = tapped.card(new CaptureCard("eth0", MacAddress.parse("00:02:b3:9d:1f:aa"), () -> 0));

        assertThatThrownBy(() -> card.transmit(OutboundFrame.of(new byte[1_515]), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("length=1515");
        assertThat(seen).isEmpty();
    }

    @Test
    void changesNothingWhereThereIsNoTap() {
        CaptureCard card = new CaptureCard("eth0", MacAddress.parse("00:02:b3:9d:1f:aa"), () -> 0);
        OverwritingGuest guest = new OverwritingGuest(seen);

        assertThat(MachineOptions.defaults().card(card)).isSameAs(card);
        assertThat(MachineOptions.defaults().guest(0, () -> guest).get()).isSameAs(guest);
    }

    private static byte[] frame(int first) {
        byte[] frame = new byte[60];
        frame[0] = (byte) first;
        return frame;
    }

    /** Changes every packet it is given, as guests may. */
    private static class OverwritingGuest implements Guest {
        private final List<String> seen;
        private List<VirtualNetworkDevice> devices = List.of();

        OverwritingGuest(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void start(GuestEnvironment environment) {
            devices = environment.networkDevices();
        }

        @Override
        public boolean run(int budget) {
            int received = devices.get(0)
                    .receive(
                            (bytes, offset, length) -> {
                                seen.add("guest " + bytes[offset] + "x" + length);
                                bytes[offset] = -1;
                            },
                            budget);
            return received == budget;
        }
    }

    /** A domain with one interface that has two packets to show. */
    private static final class OneDevice implements GuestEnvironment {
        final List<String> logged = new ArrayList<>();
        final VirtualNetworkDevice device = new TwoPackets();

        @Override
        public BlockDevices blockDevices() {
            return new NoBlockDevices();
        }

        @Override
        public int domain() {
            return 3;
        }

        @Override
        public String name() {
            return "three";
        }

        @Override
        public long nanos() {
            return 99;
        }

        @Override
        public List<VirtualNetworkDevice> networkDevices() {
            return List.of(device);
        }

        @Override
        public void log(String line) {
            logged.add(line);
        }
    }

    private static final class TwoPackets implements VirtualNetworkDevice {
        private final NetworkDeviceStats stats = new NetworkDeviceStats();

        @Override
        public int index() {
            return 1;
        }

        @Override
        public void copyAddress(byte[] into, int at) {
            java.util.Arrays.fill(into, at, at + 6, (byte) 1);
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean transmit(byte[] bytes, int offset, int length) {
            return false;
        }

        @Override
        public int receive(PacketHandler handler, int budget) {
            handler.packet(frame(7), 0, 60);
            handler.packet(frame(8), 0, 60);
            return 2;
        }

        @Override
        public NetworkDeviceStats stats() {
            return stats;
        }
    }
}
