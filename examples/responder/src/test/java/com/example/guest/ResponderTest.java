package com.example.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.responder.ResponderMachine;
import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.driver.CaptureCard;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guest in its machine, whichever architecture this build gave it. */
class ResponderTest {
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final byte[] NIC = {0, 0x02, (byte) 0xB3, (byte) 0x9D, 0x1F, (byte) 0xAA};

    @TempDir
    Path folder;

    private Architecture architecture;

    @ParameterizedTest
    @EnumSource(SchedulerKind.class)
    void answersAPingFromTheWire(SchedulerKind scheduler) throws IOException {
        List<byte[]> sent = sentAfter(Ping.requests(), scheduler);

        assertThat(sent).hasSize(4);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(comparable(sent.get(i)))
                    .isEqualTo(comparable(expected(Ping.answers().get(i))));
        }
    }

    private List<byte[]> sentAfter(List<byte[]> requests, SchedulerKind scheduler) throws IOException {
        Path file = folder.resolve("sent.pcap");
        MachineOptions options = MachineOptions.defaults().withScheduler(scheduler);
        CaptureCard wire;
        try (Machine machine = ResponderMachine.boot(options)) {
            architecture = machine.architecture();
            wire = (CaptureCard) machine.cards().get(0);
            wire.recordTo(PcapWriter.create(file, PcapResolution.NANOSECONDS));
            assertThat(machine.scheduler().runUntilIdle(PATIENCE_NANOS)).isTrue();
            for (byte[] request : requests) {
                assertThat(wire.arrive(request, 0, request.length)).isTrue();
                assertThat(machine.scheduler().runUntilIdle(PATIENCE_NANOS)).isTrue();
            }
        }
        wire.finishRecording();
        return PcapFile.read(file).records().stream().map(PcapRecord::bytes).toList();
    }

    /** A real host's answer as it leaves a machine: a legacy one writes its NIC's address over the sender's. */
    private byte[] expected(byte[] answer) {
        if (architecture == Architecture.LEGACY) {
            System.arraycopy(NIC, 0, answer, 6, 6);
            if (isArp(answer)) {
                System.arraycopy(NIC, 0, answer, 22, 6);
            }
        }
        return answer;
    }

    /** Without what hosts choose for themselves in an IPv4 header: identification, flags, time to live, so checksum. */
    private static byte[] comparable(byte[] packet) {
        byte[] bytes = packet.clone();
        if (!isArp(packet)) {
            Arrays.fill(bytes, 18, 23, (byte) 0);
            Arrays.fill(bytes, 24, 26, (byte) 0);
        }
        return bytes;
    }

    private static boolean isArp(byte[] packet) {
        return packet[13] == 6;
    }
}
