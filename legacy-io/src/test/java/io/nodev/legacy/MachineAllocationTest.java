package io.nodev.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.guest.VirtualNetworkDevice;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The whole way of a frame, whatever becomes of it, leaves no garbage. */
class MachineAllocationTest {
    private static final int BATCH = 64;
    private static final int WARM_UP = 300;
    private static final int BATCHES = 150;

    /** Bytes: what is below came once in a while, not with every frame. */
    private static final long SMALLEST_OBJECT = 8;

    private static final NicEvents DISCARD = new NicEvents() {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            // The far end of the wire only makes room.
        }

        @Override
        public void transmitted(int cookie) {
            // Nothing waits for it.
        }
    };

    /** Sends a batch when asked to. */
    private static final class Source implements Guest {
        private VirtualNetworkDevice device;
        private byte[] frame;
        private int left;

        @Override
        public void start(GuestEnvironment environment) {
            device = environment.networkDevices().get(0);
        }

        @Override
        public boolean run(int budget) {
            while (left > 0 && device.transmit(frame, 0, frame.length)) {
                left--;
            }
            return false;
        }
    }

    private final Source source = new Source();
    private final Lab lab = new Lab(
            Lab.Plan.standard(),
            options -> options.withGuest(Lab.A, () -> source).withGuest(Lab.B, IdleGuest::new));

    private long allocatedForEachFrame(Runnable batch) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        long thread = Thread.currentThread().getId();
        repeat(batch, WARM_UP);
        long before = threads.getThreadAllocatedBytes(thread);
        repeat(batch, BATCHES);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        lab.close();
        return allocated / (BATCH * BATCHES);
    }

    private void repeat(Runnable batch, int times) {
        for (int i = 0; i < times; i++) {
            batch.run();
            lab.run();
            lab.peer.poll(DISCARD, 1000);
        }
    }

    private void sendFromA() {
        source.left = BATCH;
        lab.machine.hypervisor().domains().find(Lab.A).wake();
    }

    @Test
    void fromGuestToGuest() {
        source.frame = lab.ipFrom(Lab.A, Lab.IP_A, Lab.IP_B, 600);
        assertThat(allocatedForEachFrame(this::sendFromA)).isLessThan(SMALLEST_OBJECT);
        assertThat(lab.device(Lab.B).stats().rxFrames()).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void fromGuestToTheWire() {
        source.frame = lab.ipFrom(Lab.A, Lab.IP_A, Lab.OUTSIDE, 600);
        assertThat(allocatedForEachFrame(this::sendFromA)).isLessThan(SMALLEST_OBJECT);
        assertThat(lab.nic.stats().framesOut()).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void fromTheWireToAGuest() {
        OutboundFrame frame = OutboundFrame.of(TestFrames.ip(Lab.PEER, Lab.NIC, Lab.OUTSIDE, Lab.IP_B, 600));
        assertThat(allocatedForEachFrame(() -> {
                    for (int i = 0; i < BATCH; i++) {
                        lab.peer.transmit(frame, 0);
                    }
                }))
                .isLessThan(SMALLEST_OBJECT);
        assertThat(lab.device(Lab.B).stats().rxFrames()).isEqualTo((WARM_UP + BATCHES) * BATCH);
    }

    @Test
    void fromGuestToNowhere() {
        source.frame = lab.ipFrom(Lab.A, "10.0.0.77", Lab.OUTSIDE, 600);
        assertThat(allocatedForEachFrame(this::sendFromA)).isLessThan(SMALLEST_OBJECT);
        assertThat(lab.device(Lab.A).stats().txStatus()).containsOnlyKeys(2);
    }

    @Test
    void whatAGuestMayNotSend() {
        source.frame = TestFrames.ethernet(lab.mac(Lab.A), Lab.PEER, TestFrames.IPV6, 600);
        assertThat(allocatedForEachFrame(this::sendFromA)).isLessThan(SMALLEST_OBJECT);
        assertThat(lab.device(Lab.A).stats().txStatus()).containsOnlyKeys(1);
    }
}
