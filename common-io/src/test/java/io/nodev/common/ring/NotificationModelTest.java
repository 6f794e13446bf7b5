package io.nodev.common.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model checker says of notification hold-off. Skipped where spin or a C compiler is not on the path. */
class NotificationModelTest {
    private static final Path CHECK = Path.of("src/model/check.sh").toAbsolutePath();

    @TempDir
    Path folder;

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    @Test
    void theProtocolHoldsAndEveryBrokenVariantIsRefuted() throws IOException, InterruptedException {
        assumeTrue(isThere("spin") && isThere("cc"), "spin or cc is not on the path");
        Path output = folder.resolve("check.txt");
        Process check = new ProcessBuilder(
                        "bash", CHECK.toString(), folder.resolve("pan").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = check.waitFor(30, TimeUnit.MINUTES);
        check.destroy();
        assertThat(ended).as("whether the check came to an end").isTrue();
        assertThat(Files.readAllLines(output))
                .extracting(line -> line.replaceFirst(" states=[1-9]\\d*$", ""))
                .containsExactly(
                        "protocol safety holds",
                        "HALF safety holds",
                        "ANSWERS safety holds",
                        "protocol liveness holds",
                        "HALF liveness holds",
                        "ANSWERS liveness holds",
                        "TOO_FAR liveness refuted",
                        "NO_RECHECK liveness refuted",
                        "NO_PRODUCER_FENCE liveness refuted",
                        "NO_CONSUMER_FENCE liveness refuted",
                        "SLOT_AFTER_INDEX safety refuted",
                        "FORGETS safety refuted");
    }
}
