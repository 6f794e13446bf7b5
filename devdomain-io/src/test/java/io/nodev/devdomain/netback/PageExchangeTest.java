package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageExchangeTest {
    private final BackendHarness harness = new BackendHarness();
    private RawFrontend a;
    private RawFrontend b;

    @BeforeEach
    void connect() {
        a = harness.connected(1);
        b = harness.connected(2);
    }

    private void send(int frames) {
        a.fill(0, 0, a.frame(b.address(), 200));
        for (int i = 0; i < frames; i++) {
            a.send(i, 200);
        }
        harness.serve(1000);
    }

    private int owned(int domain) {
        return harness.domains().hypervisor().frames().owned(domain);
    }

    @Test
    void carriesMoreFramesInATurnThanABatchHolds() {
        b.postAll();
        send(200);
        assertThat(b.received()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            assertThat(b.take()).isEqualTo(a.frame(b.address(), 200));
        }
    }

    @Test
    void swapsOnePageForAnother() {
        b.postAll();
        int before = owned(2);
        int backend = owned(0);
        send(100);
        assertThat(owned(2)).isEqualTo(before);
        assertThat(owned(0)).isEqualTo(backend);
    }

    @Test
    void leavesNothingOfARefusedFrameInThePageForTheNextOne() {
        b.postRaw(0, b.bufferReference(0));
        a.fill(0, 0, a.frame(b.address(), 1514));
        a.request(0, a.reference(0), 1, 1514);
        harness.serve(64);
        assertThat(b.take()).isNull();
        b.post(1);
        a.fill(0, 0, a.frame(b.address(), 60));
        a.send(2, 60);
        harness.serve(64);
        assertThat(b.take()).as("take looks at the rest of the page").isEqualTo(a.frame(b.address(), 60));
    }

    @Test
    void doesNotTakeTheResultOfAnEarlierBatchForItsOwn() {
        b.postAll();
        send(3);
        b.take();
        harness.domains().hypervisor().destroyDomain(harness.domains().domain(2));
        send(3);
        assertThat(harness.vif(2).stats().drops(DropReason.BAD_RECEIVE_BUFFER)).isPositive();
    }

    @Test
    void exchangesThePageOfADomainFrameWithoutACopyAndGetsAnEmptyOneForIt() {
        b.postAll();
        byte[] frame = b.frame(MacAddress.BROADCAST, 900);
        BackendHarness.OWN.put(frame, 6);
        a.postAll();
        int pages = harness.kernel().pages().available();
        for (int i = 0; i < 1000; i++) {
            assertThat(harness.device().localPort().transmit(frame, 0, frame.length))
                    .isTrue();
            harness.serve(64);
            assertThat(b.take()).isEqualTo(frame);
            assertThat(a.take()).isEqualTo(frame);
        }
        assertThat(harness.kernel().pages().available()).isEqualTo(pages);
    }
}
