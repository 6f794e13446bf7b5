package io.nodev.devdomain.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.nodev.common.packet.MacAddress;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ForwardingAllocationTest {
    private static final int FRAMES = 50_000;

    private final MacAddress own = MacAddress.parse(BridgeHarness.OWN);
    private final Bridge bridge = new Bridge(new Bridge.Host("vif0.0", own, (frame, last) -> {}), System::nanoTime);
    private final BridgePort attacker = bridge.attach("vif1.0", (frame, last) -> {});
    private final BridgePort other = bridge.attach("vif2.0", (frame, last) -> {});

    @Test
    void forwardingAllocatesNothingNotEvenUnderAttack() {
        assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        attacker.open();
        other.open();
        TestFrame[] frames = new TestFrame[4_096];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new TestFrame(
                    i % 3 == 0 ? MacAddress.BROADCAST.bits() : own.bits() + i % 3, 0x0200_0000_0000L + i, 60);
        }
        forward(frames);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        forward(frames);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(attacker.stats().stationsEvicted()).isGreaterThan(FRAMES);
        assertThat(allocated).isLessThan(FRAMES / 10);
    }

    private void forward(TestFrame[] frames) {
        for (int i = 0; i < FRAMES; i++) {
            (i % 8 == 0 ? other : attacker).receive(frames[i % frames.length]);
        }
    }
}
