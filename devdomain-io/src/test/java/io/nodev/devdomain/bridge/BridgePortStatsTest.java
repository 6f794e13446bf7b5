package io.nodev.devdomain.bridge;

import static io.nodev.devdomain.bridge.BridgeHarness.A;
import static io.nodev.devdomain.bridge.BridgeHarness.B;
import static io.nodev.devdomain.bridge.BridgeHarness.BROADCAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BridgePortStatsTest {
    private final BridgeHarness net = new BridgeHarness("vif1.0", "vif2.0", "eth0");

    @Test
    void countsFramesAndBytesFromTheBridgesViewpoint() {
        net.receive("vif1.0", frameOf(60));
        net.receive("vif1.0", frameOf(1_514));

        BridgePortStats sender = net.stats("vif1.0");
        BridgePortStats receiver = net.stats("eth0");
        assertThat(sender.receivedFrames()).isEqualTo(2);
        assertThat(sender.receivedBytes()).isEqualTo(1_574);
        assertThat(sender.sentFrames()).isZero();
        assertThat(receiver.sentFrames()).isEqualTo(2);
        assertThat(receiver.sentBytes()).isEqualTo(1_574);
        assertThat(receiver.receivedFrames()).isZero();
    }

    @Test
    void countsAFloodedFrameOnceAtEachPort() {
        net.receive("vif1.0", BROADCAST, A);

        for (String port : new String[] {"vif2.0", "eth0", "vif0.0"}) {
            assertThat(net.stats(port).sentFrames()).as(port).isEqualTo(1);
        }
    }

    @Test
    void countsEachDropUnderItsReasonAlone() {
        net.receive("vif1.0", A, A);
        net.receive("vif1.0", "01:80:c2:00:00:02", A);
        net.receive("vif1.0", "01:80:c2:00:00:02", A);
        net.port("vif1.0").close();
        net.receive("vif1.0", BROADCAST, A);

        BridgePortStats stats = net.stats("vif1.0");
        assertThat(stats.drops(DropReason.SAME_PORT)).isEqualTo(1);
        assertThat(stats.drops(DropReason.RESERVED_ADDRESS)).isEqualTo(2);
        assertThat(stats.drops(DropReason.NOT_CONNECTED)).isEqualTo(1);
        assertThat(stats.drops()).isEqualTo(4);
        assertThat(stats.receivedFrames()).isEqualTo(4);
    }

    @Test
    void canBeReadWhileFramesPass() {
        CompletableFuture<Long> watcher =
                CompletableFuture.supplyAsync(this::watchUntilDone).orTimeout(300, TimeUnit.SECONDS);
        for (int i = 0; i < 200_000; i++) {
            net.receive("vif1.0", frameOf(60));
        }

        assertThat(watcher.join()).isEqualTo(12_000_000L);
    }

    /** Reads until the last frame is seen; a counter that goes back, or never arrives, fails the test. */
    private long watchUntilDone() {
        BridgePortStats stats = net.stats("vif2.0");
        long before = 0;
        while (before < 12_000_000L) {
            long bytes = stats.sentBytes();
            assertThat(bytes).isGreaterThanOrEqualTo(before);
            before = bytes;
            Thread.onSpinWait();
        }
        return before;
    }

    private static TestFrame frameOf(int length) {
        return new TestFrame(MacAddress.BROADCAST.bits(), MacAddress.parse(B).bits(), length);
    }
}
