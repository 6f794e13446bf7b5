package io.nodev.common.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInGuestsTest {
    /** A device that takes packets as long as it has room, and has some to hand over. */
    private static final class FakeDevice implements VirtualNetworkDevice {
        private final List<byte[]> sent = new ArrayList<>();
        private final NetworkDeviceStats stats = new NetworkDeviceStats();
        private int room = Integer.MAX_VALUE;
        private int waiting;

        @Override
        public int index() {
            return 0;
        }

        @Override
        public void copyAddress(byte[] into, int at) {
            Arrays.fill(into, at, at + 6, (byte) 0);
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean transmit(byte[] bytes, int offset, int length) {
            if (room == 0) {
                return false;
            }
            room--;
            sent.add(Arrays.copyOfRange(bytes, offset, offset + length));
            return true;
        }

        @Override
        public int receive(PacketHandler handler, int budget) {
            int count = Math.min(waiting, budget);
            for (int i = 0; i < count; i++) {
                handler.packet(new byte[60], 0, 60);
            }
            waiting -= count;
            return count;
        }

        @Override
        public NetworkDeviceStats stats() {
            return stats;
        }
    }

    private record Environment(List<VirtualNetworkDevice> networkDevices) implements GuestEnvironment {
        @Override
        public BlockDevices blockDevices() {
            return new NoBlockDevices();
        }

        @Override
        public int domain() {
            return 1;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void log(String line) {
            throw new AssertionError(line);
        }
    }

    private final FakeDevice first = new FakeDevice();
    private final FakeDevice second = new FakeDevice();
    private final GuestEnvironment environment = new Environment(List.of(first, second));
    private final byte[] packet = {9, 1, 2, 3};

    @Test
    void theIdleGuestTakesWhatArrivesAtEveryDevice() {
        IdleGuest guest = new IdleGuest();
        assertThat(guest.run(8)).isFalse();
        guest.start(environment);
        first.waiting = 20;
        second.waiting = 3;
        assertThat(guest.run(8)).isTrue();
        assertThat(first.waiting).isEqualTo(12);
        assertThat(second.waiting).isZero();
        assertThat(guest.run(8)).isTrue();
        assertThat(guest.run(8)).isFalse();
        assertThat(first.waiting).isZero();
    }

    @Test
    void theReplayGuestSendsACopyOfWhatItWasHanded() {
        ReplayGuest guest = new ReplayGuest();
        guest.start(environment);
        assertThat(guest.offer(packet, 1, 3)).isTrue();
        packet[1] = 99;
        assertThat(guest.isIdle()).isFalse();
        assertThat(guest.run(8)).isFalse();
        assertThat(guest.isIdle()).isTrue();
        assertThat(first.sent).singleElement().isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void theReplayGuestTakesOnePacketAtATime() {
        ReplayGuest guest = new ReplayGuest();
        guest.start(environment);
        assertThat(guest.offer(packet, 0, 4)).isTrue();
        assertThat(guest.offer(packet, 0, 4)).isFalse();
        guest.run(8);
        assertThat(guest.offer(packet, 0, 4)).isTrue();
    }

    @Test
    void theReplayGuestKeepsAPacketThatTheDeviceHasNoRoomFor() {
        ReplayGuest guest = new ReplayGuest();
        guest.start(environment);
        first.room = 0;
        guest.offer(packet, 0, 4);
        guest.run(8);
        assertThat(guest.isIdle()).isFalse();
        first.room = 1;
        guest.run(8);
        assertThat(guest.isIdle()).isTrue();
        assertThat(first.sent).hasSize(1);
    }

    @Test
    void theReplayGuestSendsByTheInterfaceThatIsNamed() {
        ReplayGuest guest = new ReplayGuest();
        guest.start(environment);
        guest.offer(1, packet, 0, 4);
        guest.run(8);
        assertThat(first.sent).isEmpty();
        assertThat(second.sent).hasSize(1);
        guest.offer(2, packet, 0, 4);
        guest.run(8);
        assertThat(guest.isIdle()).isTrue();
    }

    @Test
    void handsPacketsFromThreadToThreadWithoutLossOrTear() throws InterruptedException {
        ReplayGuest guest = new ReplayGuest();
        guest.start(environment);
        int packets = 100_000;
        Thread player = new Thread(() -> {
            byte[] bytes = new byte[8];
            for (int i = 0; i < packets; i++) {
                Arrays.fill(bytes, (byte) i);
                while (!guest.offer(bytes, 0, 8)) {
                    Thread.onSpinWait();
                }
            }
        });
        player.start();
        while (first.sent.size() < packets) {
            guest.run(8);
        }
        player.join();
        for (int i = 0; i < packets; i++) {
            byte[] expected = new byte[8];
            Arrays.fill(expected, (byte) i);
            assertThat(first.sent.get(i)).isEqualTo(expected);
        }
    }
}
