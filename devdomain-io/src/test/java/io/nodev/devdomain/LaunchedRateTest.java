package io.nodev.devdomain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.launch.LaunchPlan;
import io.nodev.common.launch.MachineLauncher;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A capture is played to its end whatever the rate of the vif that sends it. */
class LaunchedRateTest {
    private static final int FRAMES = 5;
    private static final int LENGTH = 1514;

    @TempDir
    Path folder;

    private Machine machine;

    private Machine boot(MachineOptions options, VifConfig limited) {
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("launched", options)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        for (int id = 1; id <= 2; id++) {
            VifConfig vif = id == 1 ? limited : VifConfig.DEFAULT;
            builder.domain(DomainConfig.ordinary(id, "guest " + id, 256), IdleGuest::new)
                    .vif(vif.withAddress(MachineFixture.address(id)));
        }
        machine = builder.boot();
        return machine;
    }

    private Path capture() throws IOException {
        Path file = folder.resolve("frames.pcap");
        PcapWriter writer = PcapWriter.create(file, PcapResolution.NANOSECONDS);
        byte[] frame = MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(1), LENGTH);
        for (int i = 1; i <= FRAMES; i++) {
            writer.append(TimeUnit.SECONDS.toNanos(i), frame, 0, frame.length);
        }
        writer.finish();
        return file;
    }

    @ParameterizedTest
    @CsvSource({"3000, 10000", "1000, 10000", "100, 1000000000", "1, 4294967295"})
    void everyFrameArrives(long bytes, long micros) throws IOException {
        LaunchPlan plan = LaunchPlan.of(
                        "launched",
                        Architecture.DEVICE_DOMAIN,
                        options -> boot(options, VifConfig.DEFAULT.withRate(bytes, micros)))
                .withSource("vif1.0", MachineFixture.address(1).toString())
                .withReplay(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(out, true, UTF_8);
        int status = MachineLauncher.run(
                plan,
                new String[] {"--capture", capture().toString()},
                new MachineLauncher.Streams(InputStream.nullInputStream(), screen, screen));
        assertThat(status).as(out.toString(UTF_8)).isZero();
        assertThat(machine.vifs())
                .filteredOn(port -> port.name().equals("vif2.0"))
                .allSatisfy(port -> assertThat(port.rxFrames()).isEqualTo(FRAMES))
                .hasSize(1);
        assertThat(out.toString(UTF_8)).doesNotContain("still waiting");
    }
}
