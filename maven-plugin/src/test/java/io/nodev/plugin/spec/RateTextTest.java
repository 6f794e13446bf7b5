package io.nodev.plugin.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.plugin.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTextTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "10MB/s, 500000, 50000",
        "10Mb/s, 62500, 50000",
        "300KB/s@10ms, 3000, 10000",
        "300000B/s@10000us, 3000, 10000",
        "302747B/s@10ms, 3027, 10000",
        "15b/s@2s, 2, 2000000",
        "1GB/s@1us, 1000, 1",
        "4294967295B/s@1s, 4294967295, 1000000",
        "4294967295GB/s@1us, , ",
        "1B/s@4294s, 4294, 4294000000"
    })
    void readsWhatXlReads(String text, Long bytes, Long micros) throws IOException {
        Path file = Files.writeString(
                directory.resolve("machine.yaml"),
                "name: m\nnics: [{name: e, mac: 00:02:b3:9d:1f:aa}]\ndomains:\n  - {id: 0, vifs: [{rate: " + text
                        + "}]}\n");
        var rate = MachineReader.read(file, new Diagnostics())
                .flatMap(machine -> machine.vif(0, 0))
                .flatMap(VifSpec::rate);
        if (bytes == null) {
            assertThat(rate).isEmpty();
        } else {
            assertThat(rate).hasValueSatisfying(read -> {
                assertThat(read.creditBytes()).isEqualTo(bytes);
                assertThat(read.creditPeriodMicros()).isEqualTo(micros);
            });
        }
    }
}
