package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.machine.DropReason;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NicPortTest {
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");

    private final BackendHarness harness = new BackendHarness();
    private final Wire wire = new Wire();
    private final WireCard card = wire.connect(WireCardSpec.of("eth0", BackendHarness.OWN));
    private final WireCard outside = wire.connect(WireCardSpec.of("outside", OUTSIDE));
    private final List<byte[]> onWire = new ArrayList<>();
    private int wakes;
    private NicPort port;
    private RawFrontend guest;

    @BeforeEach
    void connect() {
        harness.device().addCard(card, () -> wakes++);
        port = harness.device().nicPorts().get(0);
        guest = harness.connected(1);
    }

    private List<byte[]> takeWire() {
        outside.poll(
                new NicEvents() {
                    @Override
                    public void received(byte[] bytes, int offset, int length) {
                        onWire.add(Arrays.copyOfRange(bytes, offset, offset + length));
                    }

                    @Override
                    public void transmitted(int cookie) {}
                },
                10_000);
        return onWire;
    }

    private byte[] send(int frames, int length) {
        byte[] frame = guest.frame(OUTSIDE, length);
        guest.fill(0, 0, frame);
        for (int i = 0; i < frames; i++) {
            guest.send(i, length);
        }
        harness.serve(1000);
        return frame;
    }

    @Test
    void isAnOpenPortWhoseCardHearsEverything() {
        assertThat(port.bridgePort().isOpen()).isTrue();
        assertThat(card.promiscuous()).isTrue();
        assertThat(harness.device().bridge().stations())
                .anyMatch(station -> station.own() && station.address().equals(BackendHarness.OWN));
    }

    @Test
    void sendsTheCheckedHeaderAndThenThePageItself() {
        byte[] frame = send(1, 700);
        assertThat(takeWire()).containsExactly(frame);
    }

    @Test
    void answersTheGuestOnlyWhenTheCardIsDoneWithThePage() {
        send(3, 100);
        assertThat(guest.responses()).isZero();
        port.run(64);
        harness.serve(64);
        assertThat(guest.responses()).isEqualTo(3);
        assertThat(guest.nextStatus()).isZero();
    }

    @Test
    void keepsFramesInOrderWhileTheCardIsFull() {
        card.holdCompletions(true);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            sent.add(send(1, 60 + i));
            guest.fill(0, 0, sent.get(i));
        }
        card.holdCompletions(false);
        for (int i = 0; i < 20; i++) {
            port.run(64);
            harness.serve(64);
        }
        assertThat(takeWire()).hasSize(250);
        for (int i = 0; i < 250; i++) {
            assertThat(onWire.get(i)).hasSize(60 + i);
        }
        assertThat(guest.responses()).isEqualTo(250);
    }

    @Test
    void aFrameThatWaitsForTheCardHasTheHeaderThatRulesGaveIt() throws NftException {
        harness.device().firewall().replace(NftParser.parse("test.nft", """
                table bridge t {
                    chain c {
                        type filter hook forward priority 0;
                        meta length 46 ether saddr set 02:00:00:00:00:01
                        meta length 47 ether saddr set 02:00:00:00:00:02
                    }
                }
                """));
        card.holdCompletions(true);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            sent.add(send(1, 60 + i % 3));
        }
        card.holdCompletions(false);
        for (int i = 0; i < 20; i++) {
            port.run(64);
            harness.serve(64);
        }
        assertThat(takeWire()).hasSize(240);
        for (int i = 0; i < 240; i++) {
            byte[] expected = sent.get(i);
            if (i % 3 < 2) {
                new MacAddress(0x0200_0000_0001L + i % 3).put(expected, 6);
            }
            assertThat(onWire.get(i)).as("frame %d", i).isEqualTo(expected);
        }
    }

    @Test
    void countsWhatNeitherCardNorQueueHolds() {
        card.holdCompletions(true);
        RawFrontend other = harness.connected(2);
        other.fill(0, 0, other.frame(OUTSIDE, 60));
        byte[] own = guest.frame(OUTSIDE, 60);
        BackendHarness.OWN.put(own, 6);
        for (int i = 0; i < 256; i++) {
            other.send(i, 60);
        }
        send(256, 60);
        assertThat(port.stats().drops(DropReason.QUEUE_FULL)).isZero();
        for (int i = 0; i < DeviceDomain.OWN_FRAMES; i++) {
            harness.device().localPort().transmit(own, 0, own.length);
        }
        assertThat(port.stats().drops(DropReason.QUEUE_FULL))
                .isEqualTo(256 + 2 * 16 + DeviceDomain.OWN_FRAMES - NicPort.CAPACITY);
    }

    @Test
    void bringsWhatArrivesToTheBridgeAndCountsWhatItHasNoPageFor() {
        guest.postAll();
        byte[] in = guest.frame(guest.address(), 300);
        OUTSIDE.put(in, 6);
        outside.transmit(OutboundFrame.of(in), 1);
        assertThat(wakes).isPositive();
        port.run(64);
        harness.serve(64);
        assertThat(guest.take()).isEqualTo(in);
        assertThat(port.stats().drops(DropReason.NO_MEMORY)).isZero();
    }

    @Test
    void saysThatThereIsMoreWhenTheBudgetEnded() {
        byte[] in = guest.frame(BackendHarness.OWN, 300);
        OUTSIDE.put(in, 6);
        for (int i = 0; i < 5; i++) {
            outside.transmit(OutboundFrame.of(in), i);
        }
        assertThat(port.run(3)).isTrue();
        assertThat(port.run(3)).isFalse();
        assertThat(harness.device().localPort().receive((bytes, at, length) -> {}, 64))
                .isEqualTo(5);
    }
}
