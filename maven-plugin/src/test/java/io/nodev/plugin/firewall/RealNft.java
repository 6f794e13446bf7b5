package io.nodev.plugin.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel's own opinion of a firewall file, in a network namespace of its own. */
final class RealNft {
    private RealNft() {}

    /** Tests that {@code nft -c -f} accepts a file; aborts the test where there is no nft or no right to ask it. */
    static void accepts(Path file) throws IOException, InterruptedException {
        assumeTrue(command("nft").isPresent(), "there is no nft here");
        assumeTrue(command("unshare").isPresent(), "there is no unshare here");
        assumeTrue(
                run(List.of("unshare", "-n", "nft", "list", "ruleset")).isEmpty(), "no network namespace without root");
        assertThat(run(List.of(
                        "unshare",
                        "-n",
                        "nft",
                        "-c",
                        "-f",
                        file.toAbsolutePath().toString())))
                .isEmpty();
    }

    private static Optional<Path> command(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a command prints, and its status if that is not 0. */
    private static String run(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        Process process = builder.start();
        String printed;
        try {
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int status = process.waitFor();
        return status == 0 ? printed : printed + "status " + status;
    }
}
