package io.nodev.devdomain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
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
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed into a launched machine is answered while its frames flow. */
class LaunchedConsoleTest {
    private static final String FIREWALL = """
            table bridge t {
                chain across {
                    type filter hook forward priority 0;
                    iifname "vif1.0" counter comment "from the first"
                }
            }
            """;
    private static final Pattern COUNTED = Pattern.compile("iifname \"vif1.0\" counter packets (\\d+) bytes");
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();

    private static Machine boot(MachineOptions options) {
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("launched", options)
                .firewall("firewall.nft", FIREWALL)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), IdleGuest::new);
        for (int id = 1; id <= 2; id++) {
            builder.domain(DomainConfig.ordinary(id, "guest " + id, 256), IdleGuest::new)
                    .vif(VifConfig.DEFAULT.withAddress(MachineFixture.address(id)));
        }
        return builder.boot();
    }

    private Path capture() throws IOException {
        Path file = folder.resolve("frames.pcap");
        PcapWriter writer = PcapWriter.create(file, PcapResolution.NANOSECONDS);
        byte[] frame = MachineFixture.frame(MacAddress.BROADCAST, MachineFixture.address(1), 60);
        writer.append(1_000_000_000L, frame, 0, frame.length);
        writer.finish();
        return file;
    }

    private int launch(String scheduler, Path capture, PipedInputStream typed) {
        LaunchPlan plan = LaunchPlan.of("launched", Architecture.DEVICE_DOMAIN, LaunchedConsoleTest::boot)
                .withSource("vif1.0", MachineFixture.address(1).toString())
                .withReplay(1);
        String[] arguments = {"--wait", "--capture", capture.toString(), "--scheduler", scheduler};
        return MachineLauncher.run(
                plan,
                arguments,
                new MachineLauncher.Streams(
                        typed, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(US_ASCII));
        keys.flush();
    }

    /** Types keys again and again until the console has said something. */
    private void typeUntilSaid(String typed, String text) throws IOException {
        long end = System.nanoTime() + TIMEOUT;
        while (!err.toString(UTF_8).contains(text)) {
            assertThat(System.nanoTime() - end)
                    .as("the console does not say \"%s\" but: %s", text, err.toString(UTF_8))
                    .isNegative();
            type(typed);
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** The count that the latest listing has, or -1 if there is none. */
    private long counted() {
        Matcher matcher = COUNTED.matcher(err.toString(UTF_8));
        long last = -1;
        while (matcher.find()) {
            last = Long.parseLong(matcher.group(1));
        }
        return last;
    }

    private void typeUntilCountedMoreThan(long frames) throws IOException {
        long end = System.nanoTime() + TIMEOUT;
        while (counted() <= frames) {
            assertThat(System.nanoTime() - end).isNegative();
            type("f\n");
            LockSupport.parkNanos(PAUSE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cooperative", "threaded"})
    void debugKeysListBridgeFirewallAndConnectionsWhileFramesFlow(String scheduler) throws Exception {
        Path capture = capture();
        PipedInputStream typed = new PipedInputStream(keys);
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> launch(scheduler, capture, typed));
        try {
            type("\u0001\u0001\u0001");
            typeUntilSaid("b\n", "(b) bridges\nbridge of domain 0:");
            typeUntilSaid("r\n", "(r) rings\nrings served by domain 0:");
            typeUntilSaid("bfc\n", "(c) connection states of interfaces\ninterfaces:");
            typeUntilSaid("b\n", "aa:00:00:00:00:01  vif1.0, seen");
            typeUntilSaid("c\n", "vif2.0  connected, backend in domain 0");
            typeUntilCountedMoreThan(0);
            typeUntilCountedMoreThan(counted() + 10);
            assertThat(err.toString(UTF_8)).doesNotContainPattern("\\((b|f|c)\\) [a-z ]*\n\\(");
            assertThat(status).isNotDone();
        } finally {
            keys.close();
        }
        assertThat(status.get(300, TimeUnit.SECONDS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cooperative", "threaded"})
    void aGuestThatDiedIsNamedThoughItsInterfacesAreGone(String scheduler) {
        Guest crashes = new Guest() {
            @Override
            public void start(GuestEnvironment environment) {
                // crashes in its first turn
            }

            @Override
            public boolean run(int budget) {
                throw new IllegalStateException("a bug");
            }
        };
        LaunchPlan plan = LaunchPlan.of(
                "launched", Architecture.DEVICE_DOMAIN, options -> boot(options.withGuest(2, () -> crashes)));
        int status = MachineLauncher.run(
                plan,
                new String[] {"--scheduler", scheduler},
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).contains("crashed").endsWith("launched: domain 2 died; the console says why\n");
        assertThat(status).isOne();
    }
}
