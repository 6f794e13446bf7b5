package io.nodev.common.launch;

import static io.nodev.common.launch.FakeMachine.ADDRESSES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.PcapResolution;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launch that goes on when the capture was played. */
class WaitingLaunchTest {
    private static final long MANY = 25;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeMachine machine;

    private int run(InputStream in, String... arguments) {
        LaunchPlan plan = LaunchPlan.of("fake", Architecture.LEGACY, this::boot)
                .withSource("vif1.0", ADDRESSES[1])
                .withReplay(1);
        PrintStream outStream = new PrintStream(out, true, UTF_8);
        PrintStream errStream = new PrintStream(err, true, UTF_8);
        return MachineLauncher.run(plan, arguments, new MachineLauncher.Streams(in, outStream, errStream));
    }

    private FakeMachine boot(MachineOptions options) {
        machine = FakeMachine.boot(options);
        return machine;
    }

    private static InputStream typed(String keys) {
        return new ByteArrayInputStream(keys.getBytes(ISO_8859_1));
    }

    private Path captureOfOneFrame() throws IOException {
        Path capture = folder.resolve("one.pcap");
        Capture.at(capture, PcapResolution.NANOSECONDS)
                .frame(ADDRESSES[1], ADDRESSES[2], 0x0800)
                .finish();
        return capture;
    }

    /** Ends when frames were played many times. */
    private final class UntilMany extends InputStream {
        @Override
        public int read() {
            while (framesIn() < MANY) {
                Thread.onSpinWait();
            }
            return -1;
        }
    }

    private long framesIn() {
        return machine.vifs().get(2).rxFrames();
    }

    @Test
    void typesItsInputIntoTheEmergencyConsole() {
        assertThat(run(typed("h\n"), "--wait")).isZero();
        assertThat(err.toString(UTF_8)).contains("(h) this list", " d  domains").doesNotContain("No such");
        assertThat(out.toString(UTF_8)).contains("no capture to play", "The machine goes on until its input ends");
        assertThat(machine.closed).isTrue();
    }

    @Test
    void playsTheCaptureAgainAndAgainUntilItsInputEnds() throws IOException {
        assertThat(run(
                        new UntilMany(),
                        "--wait",
                        "--capture",
                        captureOfOneFrame().toString()))
                .isZero();
        assertThat(framesIn()).isGreaterThanOrEqualTo(MANY);
        assertThat(out.toString(UTF_8)).contains("one.pcap: 1 of 1 frames played");
    }

    @Test
    void doesNotReadItsInputUnlessItWaits() {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        };
        assertThat(run(untouchable)).isZero();
        assertThat(out.toString(UTF_8)).doesNotContain("goes on");
    }

    @Test
    void aBrokenInputEndsIt() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        assertThat(run(broken, "--wait")).isZero();
        assertThat(err.toString(UTF_8)).contains("The keyboard is gone: unplugged");
    }

    @Test
    void doesNotRecord() {
        assertThat(run(typed(""), "--wait", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("fake: option --wait does not go with --out");
    }
}
