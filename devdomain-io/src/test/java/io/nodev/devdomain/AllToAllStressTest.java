package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three guests that all send to each other at once: every frame arrives whole and in order, or is counted as dropped. In turns most arrive; how many do under threads is up to
 * how fast the machine lets a receiver post buffers again.
 */
class AllToAllStressTest {
    private static final int GUESTS = 3;
    private static final int FRAMES = 20_000;
    private static final int NUMBER = 14;
    private static final int CHECKSUM = 18;
    private static final int BODY = 26;

    /** Sends its frames to the others in turn, and checks what comes. */
    private static final class Talker implements Guest {
        private final int self;
        private final byte[] out = new byte[1514];
        private final int[] lastFrom = new int[2 + GUESTS];
        private final CRC32 crc = new CRC32();
        private VirtualNetworkDevice device;
        private int sent;
        private volatile boolean talking;
        private volatile boolean announced;
        private volatile int received;
        private volatile String wrong;

        Talker(int self) {
            this.self = self;
        }

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            boolean more = device.receive(this::check, budget) == budget;
            if (!announced && device.isConnected()) {
                fill(MacAddress.BROADCAST, 60, 0);
                announced = device.transmit(out, 0, 60);
            }
            int left = budget;
            while (talking && sent < FRAMES && left > 0 && send()) {
                left--;
            }
            return more || talking && sent < FRAMES && left == 0;
        }

        private boolean send() {
            int to = 2 + (self - 2 + 1 + sent % (GUESTS - 1)) % GUESTS;
            int length = BODY + 20 + sent * 7 % (1514 - BODY - 20);
            fill(MachineFixture.address(to), length, sent + 1);
            if (!device.transmit(out, 0, length)) {
                return false;
            }
            sent++;
            return true;
        }

        private void fill(MacAddress to, int length, int number) {
            to.put(out, 0);
            MachineFixture.address(self).put(out, 6);
            ByteBuffer.wrap(out).putInt(NUMBER, number);
            for (int i = BODY; i < length; i++) {
                out[i] = (byte) (i * number + self);
            }
            ByteBuffer.wrap(out).putLong(CHECKSUM, checksum(out, 0, length));
        }

        private long checksum(byte[] bytes, int offset, int length) {
            crc.reset();
            crc.update(bytes, offset, CHECKSUM);
            crc.update(bytes, offset + BODY, length - BODY);
            return crc.getValue();
        }

        private void check(byte[] bytes, int offset, int length) {
            ByteBuffer frame = ByteBuffer.wrap(bytes, offset, length).slice();
            int number = frame.getInt(NUMBER);
            int from = (int) MacAddress.of(bytes, offset + 6).bits() & 0xFF;
            if (frame.getLong(CHECKSUM) != checksum(bytes, offset, length)) {
                wrong = "changed on the way: number=" + number;
            } else if (number != 0) {
                if (number <= lastFrom[from]) {
                    wrong = "twice or out of order: number=" + number;
                }
                lastFrom[from] = number;
                received++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"COOPERATIVE, 0", "COOPERATIVE, 1", "THREADED, 0", "THREADED, 1"})
    void deliversOrCountsEveryFrameAndChangesNone(SchedulerKind scheduler, int backend) {
        Talker[] talkers = {new Talker(2), new Talker(3), new Talker(4)};
        try (MachineFixture machine = new MachineFixture(scheduler, backend, null, talkers)) {
            for (int id = 2; id < 2 + GUESTS; id++) {
                machine.wake(id);
            }
            long before = dropped(machine);
            for (Talker talker : talkers) {
                talker.talking = true;
            }
            for (int id = 2; id < 2 + GUESTS; id++) {
                machine.machine().hypervisor().domains().find(id).wake();
            }
            machine.settle();
            long received = 0;
            for (Talker talker : talkers) {
                assertThat(talker.wrong).isNull();
                assertThat(talker.sent).isEqualTo(FRAMES);
                received += talker.received;
            }
            assertThat(received + dropped(machine) - before).isEqualTo((long) GUESTS * FRAMES);
            long least = scheduler == SchedulerKind.COOPERATIVE ? GUESTS * FRAMES / 2L : 0;
            assertThat(received).as("arrived").isGreaterThan(least);
        }
    }

    private static long dropped(MachineFixture machine) {
        long dropped = 0;
        for (int id = 2; id < 2 + GUESTS; id++) {
            dropped += machine.vif(id).drops().getOrDefault(DropReason.NO_RECEIVE_BUFFER, 0L);
            dropped += machine.vif(id).drops().getOrDefault(DropReason.BAD_RECEIVE_BUFFER, 0L);
        }
        return dropped;
    }
}
