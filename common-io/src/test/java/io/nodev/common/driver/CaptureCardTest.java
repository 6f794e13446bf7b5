package io.nodev.common.driver;

import static io.nodev.common.driver.RecordingEvents.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.packet.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCardTest {
    private static final String OWN = "00:02:b3:9d:1f:aa";
    private static final String FOREIGN = "aa:00:00:00:00:0b";
    private static final String BROADCAST = "ff:ff:ff:ff:ff:ff";

    @TempDir
    Path folder;

    private final AtomicLong time = new AtomicLong(1_000);
    private final CaptureCard card = new CaptureCard("eth0", MacAddress.parse(OWN), time::get);
    private final RecordingEvents events = new RecordingEvents();

    @Test
    void showsArrivingFramesToItsOwnerInOrder() {
        byte[] first = frame(OWN, 60, 1);
        byte[] second = frame(BROADCAST, 1_514, 2);

        assertThat(card.arrive(first, 0, 60)).isTrue();
        assertThat(card.arrive(second, 0, 1_514)).isTrue();
        assertThat(card.poll(events, 1)).isEqualTo(1);
        assertThat(card.poll(events, 9)).isEqualTo(1);

        assertThat(events.frames).containsExactly(first, second);
        assertThat(card.stats().framesIn()).isEqualTo(2);
        assertThat(card.stats().bytesIn()).isEqualTo(1_574);
        assertThat(card.name()).isEqualTo("eth0");
        assertThat(card.scatterGather()).isTrue();
    }

    @Test
    void copiesAnArrivingFrame() {
        byte[] original = frame(OWN, 60, 1);
        byte[] bytes = Arrays.copyOf(new byte[5], 70);
        System.arraycopy(original, 0, bytes, 5, 60);

        card.arrive(bytes, 5, 60);
        Arrays.fill(bytes, (byte) 0xEE);
        card.poll(events, 1);

        assertThat(events.frames).containsExactly(original);
    }

    @Test
    void filtersFramesForOthersUnlessPromiscuous() {
        assertThat(card.arrive(frame(FOREIGN, 60, 1), 0, 60)).isFalse();
        card.setPromiscuous(true);
        assertThat(card.arrive(frame(FOREIGN, 60, 2), 0, 60)).isTrue();

        card.poll(events, 9);
        assertThat(events.frames).containsExactly(frame(FOREIGN, 60, 2));
        assertThat(card.stats().filtered()).isEqualTo(1);
        assertThat(card.stats().framesIn()).isEqualTo(1);
    }

    @Test
    void losesAndCountsWhatIsNoFrame() {
        byte[] bytes = frame(BROADCAST, 2_000, 1);

        assertThat(card.arrive(bytes, 0, 13)).isFalse();
        assertThat(card.arrive(bytes, 0, 0)).isFalse();
        assertThat(card.arrive(bytes, 0, 1_515)).isFalse();
        assertThat(card.arrive(bytes, 0, 14)).isTrue();

        assertThat(card.stats().dropped(NicDrop.RUNT)).isEqualTo(2);
        assertThat(card.stats().dropped(NicDrop.GIANT)).isEqualTo(1);
        assertThat(card.stats().framesIn()).isEqualTo(1);
        assertThatThrownBy(() -> card.arrive(bytes, 1_990, 14)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void losesAndCountsWhatItHasNoRoomFor() {
        for (int i = 0; i < 256; i++) {
            assertThat(card.arrive(frame(OWN, 60, i), 0, 60)).isTrue();
        }
        assertThat(card.arrive(frame(OWN, 60, 256), 0, 60)).isFalse();

        assertThat(card.stats().dropped(NicDrop.RECEIVE_QUEUE_FULL)).isEqualTo(1);
        assertThat(card.stats().framesIn()).as("it did pass the filter").isEqualTo(257);
        assertThat(card.poll(events, 1_000)).isEqualTo(256);
        assertThat(events.frames.get(255)).isEqualTo(frame(OWN, 60, 255));
        assertThat(card.arrive(frame(OWN, 60, 257), 0, 60))
                .as("there is room again")
                .isTrue();
    }

    @Test
    void interruptsWhenAFrameArrives() {
        AtomicInteger interrupts = new AtomicInteger();
        card.setInterrupt(interrupts::incrementAndGet);

        card.arrive(frame(FOREIGN, 60, 1), 0, 60);
        assertThat(interrupts).as("a filtered frame is nothing to poll").hasValue(0);
        card.arrive(frame(OWN, 60, 1), 0, 60);
        assertThat(interrupts).hasValue(1);
    }

    @Test
    void freesTheSlotOfAFrameWhoseOwnerFailed() {
        card.arrive(frame(OWN, 60, 1), 0, 60);
        card.arrive(frame(OWN, 60, 2), 0, 60);
        NicEvents failing = new NicEvents() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                throw new IllegalStateException("the owner failed");
            }

            @Override
            public void transmitted(int cookie) {}
        };

        assertThatThrownBy(() -> card.poll(failing, 9)).hasMessage("the owner failed");
        card.poll(events, 9);

        assertThat(events.frames).containsExactly(frame(OWN, 60, 2));
    }

    @Test
    void recordsEveryFrameSentWithItsTime() throws IOException {
        Path file = folder.resolve("nic-eth0.pcap");
        card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 0)), 0);
        card.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));

        card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 1)), 1);
        time.set(2_000_000_000);
        card.transmit(OutboundFrame.of(frame(BROADCAST, 1_514, 2)), 2);
        card.finishRecording();
        card.finishRecording();
        card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 3)), 3);

        assertThat(PcapFile.read(file).records())
                .containsExactly(
                        new PcapRecord(1_000, 60, frame(FOREIGN, 60, 1)),
                        new PcapRecord(2_000_000_000, 1_514, frame(BROADCAST, 1_514, 2)));
        assertThat(card.stats().framesOut()).isEqualTo(4);
    }

    @Test
    void takesNothingWhileItsTransmitQueueIsFull() throws IOException {
        Path file = folder.resolve("nic-eth0.pcap");
        card.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));
        for (int i = 0; i < 256; i++) {
            assertThat(card.transmit(OutboundFrame.of(frame(FOREIGN, 60, i)), i))
                    .isTrue();
        }
        assertThat(card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 256)), 256))
                .isFalse();
        card.poll(events, 1);
        assertThat(card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 256)), 256))
                .isTrue();
        card.finishRecording();

        assertThat(card.stats().framesOut()).isEqualTo(257);
        assertThat(PcapFile.read(file).records()).hasSize(257);
    }

    @Test
    void refusesASecondRecording() throws IOException {
        Path file = folder.resolve("a.pcap");
        card.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));
        try (PcapWriter second = PcapWriter.create(folder.resolve("b.pcap"), PcapResolution.NANOSECONDS)) {
            assertThatThrownBy(() -> card.recordTo(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("card eth0 records already: target=" + file);
        }
        card.finishRecording();
    }

    @Test
    void faultsWhenTheRecordVanished() throws IOException {
        Path file = folder.resolve("nic-eth0.pcap");
        card.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));
        card.transmit(OutboundFrame.of(frame(FOREIGN, 60, 1)), 1);
        Files.delete(folder.resolve("nic-eth0.pcap.part"));

        assertThatThrownBy(card::finishRecording)
                .isInstanceOf(DriverFault.class)
                .hasMessageStartingWith("driver fault: card eth0 cannot write " + file + ": ")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void faultsWhenTheDiskIsFullAndDoesNotTakeTheFrame() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this machine");
        Path file = folder.resolve("nic-eth0.pcap");
        Files.createSymbolicLink(folder.resolve("nic-eth0.pcap.part"), full);
        card.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        card.transmit(OutboundFrame.of(frame(FOREIGN, 1_514, i)), i);
                        card.poll(events, 1);
                    }
                })
                .isInstanceOf(DriverFault.class)
                .hasMessageStartingWith("driver fault: card eth0 cannot write " + file + ": ");

        assertThat(card.stats().framesOut()).isEqualTo(events.cookies.size()).isPositive();
        assertThat(folder).as("nothing half-written is left").isEmptyDirectory();
        card.finishRecording();
    }
}
