package io.nodev.devdomain.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.nodev.common.packet.HeaderBytes;
import io.nodev.devdomain.nft.ruleset.Hook;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirewallAllocationTest {
    private static final int ROUNDS = 100;
    private static final int FRAMES = 1_000;

    private Firewall firewall;
    private final FrameContext context = new FrameContext();
    private final FrameContext copy = new FrameContext();
    private final byte[][] frames = new byte[FRAMES][];
    private long verdicts;

    @Test
    void decidingAllocatesNothingWhateverTheRulesAndFrames() {
        firewall = new Firewall(never -> {});
        measure();
    }

    @Test
    void decidingByIndicesAllocatesNothing() {
        firewall = new Firewall(Runnable::run, 0);
        measure();
    }

    private void measure() {
        assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        Random random = new Random(7);
        RandomFrames source = new RandomFrames(random);
        Arrays.setAll(frames, i -> source.next());
        Arrays.setAll(frames, i -> Arrays.copyOf(frames[i], Math.max(frames[i].length, HeaderBytes.LENGTH)));
        RandomRuleset.PORTS.forEach(firewall::nameId);
        for (int i = 0; i < 10; i++) {
            firewall.replace(FirewallFixture.parse(RandomRuleset.write(random)));
            decide();

            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            decide();
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(allocated).as("%s", firewall.ruleset()).isLessThan(ROUNDS * FRAMES / 10);
        }
        assertThat(verdicts).isPositive();
    }

    private void decide() {
        Hook[] hooks = Hook.values();
        for (int i = 0; i < ROUNDS * FRAMES; i++) {
            byte[] frame = frames[i % FRAMES];
            context.begin(firewall, frame, HeaderBytes.of(frame.length), frame.length);
            verdicts += firewall.evaluate(hooks[i % hooks.length], 1 + i % 4, 1 + i / 4 % 4, context);
            copy.copyFrom(context);
            verdicts += firewall.evaluate(hooks[(i + 1) % hooks.length], 1 + i % 4, 1 + i / 4 % 4, copy);
        }
    }
}
