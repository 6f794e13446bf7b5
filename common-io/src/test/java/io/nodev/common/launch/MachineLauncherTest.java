package io.nodev.common.launch;

import static io.nodev.common.launch.Capture.OUTSIDE;
import static io.nodev.common.launch.Capture.STRANGER;
import static io.nodev.common.launch.FakeMachine.ADDRESSES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapRecord;
import io.nodev.common.capture.PcapResolution;
import io.nodev.common.capture.PcapWriter;
import io.nodev.common.disk.Disk;
import io.nodev.common.disk.DiskType;
import io.nodev.common.disk.DriveSpec;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineLauncherTest {
    private static final int IP = 0x0800;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeMachine machine;
    private Path capture;

    @BeforeEach
    void writeCapture() throws IOException {
        capture = folder.resolve("some.pcap");
        Capture.at(capture, PcapResolution.NANOSECONDS)
                .frame(OUTSIDE, ADDRESSES[1], IP)
                .frame(ADDRESSES[1], ADDRESSES[2], IP, 1_514)
                .frame(STRANGER, ADDRESSES[1], IP)
                .frame(ADDRESSES[2], OUTSIDE, 0x9000)
                .frame(ADDRESSES[2], ADDRESSES[1], 0x88cc)
                .frame(OUTSIDE, "ff:ff:ff:ff:ff:ff", IP)
                .frame(ADDRESSES[0], OUTSIDE, IP)
                .finish();
    }

    private LaunchPlan plan() {
        return plan(FakeMachine::boot);
    }

    private LaunchPlan plan(Function<MachineOptions, Machine> boot) {
        return LaunchPlan.of("fake", Architecture.LEGACY, boot)
                .withSource("vif0.0", ADDRESSES[0])
                .withSource("vif1.0", ADDRESSES[1])
                .withSource("vif2.0", ADDRESSES[2])
                .withSource("eth0", OUTSIDE)
                .withReplay(1)
                .withReplay(2);
    }

    private int run(LaunchPlan plan, Object... arguments) {
        String[] args = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        return MachineLauncher.run(plan, args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private List<PcapRecord> recorded(String file) throws IOException {
        return PcapFile.read(folder.resolve("result").resolve(file)).records();
    }

    private byte[] played(int frame) throws IOException {
        return PcapFile.read(capture).records().get(frame).bytes();
    }

    @Test
    void showsWhatEveryPortCounted() {
        assertThat(run(plan(), "--capture", capture)).isZero();

        assertThat(out()).isEqualTo("""
                fake, built as legacy-io, cooperative scheduler
                some.pcap: 5 of 7 frames played

                         frames out   bytes out   frames in   bytes in   status of frames out     drops
                vif0.0            0           0           1         60   -                        -
                vif1.0            1        1514           1         60   1 OK(0)                  -
                vif2.0            2         120           1       1514   1 OK(0), 1 BAD_PAGE(1)   1 unsupported-protocol
                eth0              1          60           2        120   -                        -

                out: what its guest sent, or what a NIC put on the wire
                in:  what its guest received, or what passed a NIC's filter

                not sent:
                  1 from 52:54:00:99:99:99 (a stranger)
                  1 from 00:02:b3:9d:1f:aa (vif0.0, whose guest sends for itself)

                to see more:
                  --out DIR       what every guest received and every NIC sent as DIR/*.pcap, and DIR/result.json
                  --capture FILE  another capture, played by the same MAC addresses
                  mvn package -Dnodev=true  builds this machine with a device domain
                """);
        assertThat(err()).isEqualTo("(fake) booted\n");
    }

    @ParameterizedTest
    @EnumSource(PcapResolution.class)
    void recordsWhatGuestsReceivedAndNicsSentAtTheTimeOfTheCause(PcapResolution resolution) throws IOException {
        if (resolution == PcapResolution.MICROSECONDS) {
            capture = inMicroseconds(PcapFile.read(capture).records());
        }

        assertThat(run(plan(), "--out", folder.resolve("result"), "--capture", capture))
                .isZero();

        long lost = resolution == PcapResolution.MICROSECONDS ? 789 : 0;
        assertThat(recorded("vif0.0.pcap")).containsExactly(new PcapRecord(Capture.timeNanos(5) - lost, 60, played(5)));
        assertThat(recorded("vif1.0.pcap")).containsExactly(new PcapRecord(Capture.timeNanos(0) - lost, 60, played(0)));
        assertThat(recorded("vif2.0.pcap"))
                .containsExactly(new PcapRecord(Capture.timeNanos(1) - lost, 1_514, played(1)));
        assertThat(recorded("nic-eth0.pcap"))
                .containsExactly(new PcapRecord(Capture.timeNanos(3) - lost, 60, played(3)));
        assertThat(PcapFile.read(folder.resolve("result/vif0.0.pcap")).resolution())
                .isEqualTo(resolution);
    }

    private Path inMicroseconds(List<PcapRecord> records) throws IOException {
        Path file = folder.resolve("micro.pcap");
        try (PcapWriter writer = PcapWriter.create(file, PcapResolution.MICROSECONDS)) {
            for (PcapRecord record : records) {
                writer.append(record.timestampNanos(), record.bytes(), 0, record.bytes().length);
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void writesAnEmptyCaptureForAPortThatNothingCameTo() throws IOException {
        Path quiet = folder.resolve("quiet.pcap");
        Capture.at(quiet, PcapResolution.MICROSECONDS)
                .frame(OUTSIDE, ADDRESSES[1], IP)
                .finish();

        assertThat(run(plan(), "--capture", quiet, "--out", folder.resolve("result")))
                .isZero();

        try (Stream<Path> files = Files.list(folder.resolve("result"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "vif0.0.pcap", "vif1.0.pcap", "vif2.0.pcap", "nic-eth0.pcap", "result.json");
        }
        assertThat(recorded("vif2.0.pcap")).isEmpty();
        assertThat(recorded("nic-eth0.pcap")).isEmpty();
    }

    @Test
    void givesTheSameUnderBothSchedulers() throws IOException {
        assertThat(run(plan(), "--capture", capture, "--out", folder.resolve("a")))
                .isZero();
        assertThat(run(plan(), "--capture", capture, "--out", folder.resolve("b"), "--scheduler", "threaded"))
                .isZero();

        for (String file : List.of("vif0.0.pcap", "vif1.0.pcap", "vif2.0.pcap", "nic-eth0.pcap", "result.json")) {
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
        assertThat(out()).contains("fake, built as legacy-io, threaded scheduler");
    }

    @Test
    void movesTimeOnToWhatTheMachineWaitsForAndAlongWithTheCapture() {
        LaunchPlan plan = plan(options -> {
            machine = FakeMachine.boot(options);
            return machine;
        });

        assertThat(run(plan, "--capture", capture)).isZero();

        // 5 ms until the interfaces are connected, 3 us to the frame that takes 10 ms; what follows is past then.
        assertThat(machine.hypervisor().clock().nanos()).isEqualTo(15_003_000);
        assertThat(machine.closed).isTrue();
    }

    @Test
    void playsTheBuiltInCapture() {
        assertThat(run(plan().withCapture("lan.pcap"))).isZero();

        assertThat(out()).contains("lan.pcap: 214 of 214 frames played\n");
    }

    @Test
    void bootsAMachineWithoutACapture() {
        assertThat(run(plan())).isZero();

        assertThat(out()).startsWith("fake, built as legacy-io, cooperative scheduler\nno capture to play\n\n");
    }

    @Test
    void tellsHowAndThatIsAll() {
        assertThat(run(
                        plan(options -> {
                            throw new AssertionError("booted");
                        }),
                        "--help"))
                .isZero();

        assertThat(out()).isEqualTo(LaunchArguments.usage("fake"));
        assertThat(err()).isEmpty();
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(run(plan(), "--frobnicate")).isEqualTo(2);

        assertThat(err()).isEqualTo("fake: unknown option: --frobnicate\n" + LaunchArguments.usage("fake"));
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--capture", "--out", "--scheduler", "--restarts", "--disk"})
    void refusesAnOptionWithoutItsValue(String option) {
        assertThat(run(plan(), option)).isEqualTo(2);

        assertThat(err()).startsWith("fake: option " + option + " needs a value\nusage: ");
    }

    @Test
    void refusesAnOptionGivenTwice() {
        assertThat(run(plan(), "--out", "a", "--out", "b")).isEqualTo(2);

        assertThat(err()).startsWith("fake: option --out is given twice\nusage: ");
    }

    @Test
    void refusesASchedulerThatIsNone() {
        assertThat(run(plan(), "--scheduler", "fair")).isEqualTo(2);

        assertThat(err()).startsWith("fake: option --scheduler takes cooperative or threaded, got: fair\nusage: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "", "often", "1000000000"})
    void refusesANumberOfRestartsThatIsNone(String number) {
        assertThat(run(plan(), "--restarts", number)).isEqualTo(2);

        assertThat(err()).startsWith("fake: option --restarts takes 0 to 999999999, got: " + number + "\nusage: ");
    }

    @Test
    void startsBackendsAgainByThemselvesAsOftenAsItIsTold() {
        List<Integer> restarts = new ArrayList<>();
        LaunchPlan plan = plan(options -> {
            restarts.add(options.restarts().most());
            return FakeMachine.boot(options);
        });
        assertThat(run(plan)).isZero();
        assertThat(run(plan, "--restarts", 3)).isZero();
        assertThat(restarts).containsExactly(0, 3);
    }

    private LaunchPlan planWithDisks(List<Disk> bound) {
        return plan(options -> {
                    for (String name : List.of("hda", "hdb", "cdrom")) {
                        bound.add(options.disk(name, () -> MemoryDisk.of(name, 0x300, 1)));
                    }
                    return FakeMachine.boot(options);
                })
                .withDisk(DriveSpec.disk("hda", 0x300), 4)
                .withDisk(DriveSpec.readOnlyDisk("hdb", 0x340), 1)
                .withDisk(DriveSpec.cdrom("cdrom", 0x1600), 8);
    }

    private Path image(String name, int bytes) throws IOException {
        return Files.write(folder.resolve(name), new byte[bytes]);
    }

    @Test
    void opensOtherImagesAsTheDisksOfTheDescription() throws IOException {
        List<Disk> bound = new ArrayList<>();
        Path hda = image("a=b.img", 5 * 512);
        Path cdrom = image("cd.iso", 9 * 2048);

        assertThat(run(planWithDisks(bound), "--disk", "hda=" + hda, "--disk", "cdrom=" + cdrom))
                .isZero();

        assertThat(bound).extracting(Disk::sectors).containsExactly(5L, 1L, 36L);
        assertThat(bound).extracting(Disk::readOnly).containsExactly(false, false, true);
        assertThat(bound).extracting(Disk::type).containsExactly(DiskType.DISK, DiskType.DISK, DiskType.CDROM);
    }

    @Test
    void refusesADiskThatTheMachineDoesNotHave() throws IOException {
        Path image = image("a.img", 512);
        assertThat(run(planWithDisks(new ArrayList<>()), "--disk", "hdz=" + image))
                .isEqualTo(2);
        assertThat(err())
                .startsWith("fake: there is no disk hdz; the disks of the machine are hda, hdb, cdrom\nusage: ");
    }

    @Test
    void refusesADiskOfAMachineWithoutAny() throws IOException {
        assertThat(run(plan(), "--disk", "hda=" + image("a.img", 512))).isEqualTo(2);
        assertThat(err()).startsWith("fake: there is no disk hda; the machine has no disks\nusage: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hda | option --disk takes NAME=FILE, got: hda",
                "=a.img | option --disk takes NAME=FILE, got: =a.img",
                "hda= | option --disk needs a path, got an empty text"
            })
    void refusesADiskThatIsNotNamedWithItsImage(String text, String why) {
        assertThat(run(planWithDisks(new ArrayList<>()), "--disk", text)).isEqualTo(2);
        assertThat(err()).startsWith("fake: " + why + "\nusage: ");
    }

    @Test
    void refusesTwoImagesOfOneDisk() {
        assertThat(run(planWithDisks(new ArrayList<>()), "--disk", "hda=a", "--disk", "hda=b"))
                .isEqualTo(2);
        assertThat(err()).startsWith("fake: option --disk names hda twice\nusage: ");
    }

    @Test
    void saysWhyAnImageCannotBeOpened() throws IOException {
        List<Disk> bound = new ArrayList<>();
        Path missing = folder.resolve("missing.img");
        assertThat(run(planWithDisks(bound), "--disk", "hda=" + missing)).isEqualTo(1);
        assertThat(run(planWithDisks(bound), "--disk", "hda=" + folder)).isEqualTo(1);
        assertThat(run(planWithDisks(bound), "--disk", "hda=" + image("short.img", 3 * 512)))
                .isEqualTo(1);
        assertThat(run(planWithDisks(bound), "--disk", "cdrom=" + image("a.iso", 2047)))
                .isEqualTo(1);
        assertThat(err())
                .isEqualTo("""
                fake: disk hda cannot be opened: %s: no such file
                fake: disk hda cannot be opened: %s: a folder
                fake: disk hda: %s has 3 sectors; it had 4 when the machine was built
                fake: disk cdrom cannot be opened: %s is shorter than a block of 2048 bytes
                """.formatted(missing, folder, folder.resolve("short.img"), folder.resolve("a.iso")));
        assertThat(bound).isEmpty();
    }

    @Test
    void opensWhatMayNotBeWrittenAsAReadOnlyDiskAlone() throws IOException {
        Path image = image("kept.img", 4 * 512);
        assumeTrue(image.toFile().setWritable(false) && !Files.isWritable(image), "this user may write everything");

        assertThat(run(planWithDisks(new ArrayList<>()), "--disk", "hdb=" + image))
                .isZero();
        assertThat(run(planWithDisks(new ArrayList<>()), "--disk", "hda=" + image))
                .isEqualTo(1);
        assertThat(err())
                .endsWith("fake: disk hda cannot be opened: " + image
                        + ": it may not be written, and the disk is not read-only\n");
    }

    @Test
    void refusesAnEmptyPath() {
        assertThat(run(plan(), "--out", "")).isEqualTo(2);

        assertThat(err()).startsWith("fake: option --out needs a path, got an empty text\nusage: ");
    }

    @Test
    void playsWhatADamagedCaptureHasBeforeTheDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        Path damaged = Files.write(folder.resolve("damaged.pcap"), Arrays.copyOf(bytes, 24 + 76 + 16 + 100));

        assertThat(run(plan(), "--capture", damaged, "--out", folder.resolve("result")))
                .isEqualTo(1);

        assertThat(err())
                .startsWith(
                        "fake: damaged capture: damaged.pcap: byte 216: record 2 claims 1514 bytes, but the file ends"
                                + " after 100; what comes before is played\n");
        assertThat(out()).contains("damaged.pcap: 1 of 1 frames played\n");
        assertThat(recorded("vif1.0.pcap")).hasSize(1);
        assertThat(folder.resolve("result/result.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void saysThatADomainDied(int domain) {
        Guest crashes = new Guest() {
            @Override
            public void start(GuestEnvironment environment) {
                // Crashes when it is first run.
            }

            @Override
            public boolean run(int budget) {
                throw new IllegalStateException("a bug");
            }
        };
        LaunchPlan plan = LaunchPlan.of(
                "fake", Architecture.LEGACY, options -> FakeMachine.boot(options.withGuest(domain, () -> crashes)));

        assertThat(run(plan)).isEqualTo(1);

        assertThat(err()).endsWith("fake: domain " + domain + " died; the console says why\n");
        assertThat(out()).contains("vif" + domain + ".0");
    }

    @Test
    void saysThatACaptureIsNone() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture at all");

        assertThat(run(plan(), "--capture", text)).isEqualTo(1);

        assertThat(err())
                .startsWith("fake: damaged capture: text.pcap: byte 0: no pcap file: it starts with 74686973; what");
    }

    @Test
    void saysThatACaptureIsNotThere() {
        Path missing = folder.resolve("missing.pcap");

        assertThat(run(plan(), "--capture", missing)).isEqualTo(1);

        assertThat(err()).isEqualTo("fake: cannot read " + missing + ": no such file\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void saysThatACaptureCannotBeRead() {
        assertThat(run(plan(), "--capture", folder)).isEqualTo(1);

        assertThat(err()).isEqualTo("fake: cannot read " + folder + ": Is a directory\n");
    }

    @Test
    void saysWhyAMachineCannotBoot() {
        LaunchPlan plan = plan(options -> {
            throw new IllegalStateException("the domain has no page left: pages=64");
        });

        assertThat(run(plan, "--capture", capture)).isEqualTo(1);

        assertThat(err()).isEqualTo("fake: cannot boot: the domain has no page left: pages=64\n");
    }

    @Test
    void saysThatTheBuiltInCaptureIsNotThere() {
        assertThat(run(plan().withCapture("nodev/missing.pcap"))).isEqualTo(1);

        assertThat(err()).isEqualTo("fake: the capture nodev/missing.pcap is not packed with this machine\n");
    }

    @Test
    void saysThatAFolderCannotBeCreated() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run(plan(), "--capture", capture, "--out", file)).isEqualTo(1);

        assertThat(err()).isEqualTo("fake: cannot create the folder " + file + ": there is a file of that name\n");
        assertThat(file).isEmptyFile();
    }

    @Test
    void leavesNothingBehindIfAFileCannotBeWritten() throws IOException {
        Path result = Files.createDirectories(folder.resolve("result"));
        Files.createDirectory(result.resolve("vif2.0.pcap.part"));

        assertThat(run(plan(), "--capture", capture, "--out", result)).isEqualTo(1);

        assertThat(err()).contains("fake: cannot write " + result.resolve("vif2.0.pcap") + ": ");
        try (Stream<Path> files = Files.list(result)) {
            assertThat(files).containsExactly(result.resolve("vif2.0.pcap.part"));
        }
    }

    @Test
    void leavesNoHalfOfAResultBehind() throws IOException {
        Path result = Files.createDirectories(folder.resolve("result/result.json/occupied"));

        assertThat(run(plan(), "--capture", capture, "--out", folder.resolve("result")))
                .isEqualTo(1);

        assertThat(err()).contains("fake: cannot write " + folder.resolve("result/result.json") + ": ");
        assertThat(folder.resolve("result/result.json.part")).doesNotExist();
        assertThat(result).exists();
    }

    @Test
    void saysWhichInterfaceDoesNotConnect() {
        assertThat(run(plan(FakeMachine::neverConnected), "--capture", capture)).isEqualTo(1);

        assertThat(err()).isEqualTo("(fake) booted\nfake: vif0.0 does not become connected\n");
    }

    @Test
    void saysThatAMachineStopped() {
        LaunchPlan plan = plan(options -> {
            machine = FakeMachine.boot(options);
            machine.scheduler().onPanic((what, cause) -> {});
            machine.scheduler().panic("a test", new IllegalStateException("on purpose"));
            return machine;
        });

        assertThat(run(plan, "--capture", capture, "--out", folder.resolve("result")))
                .isEqualTo(1);

        assertThat(err()).endsWith("fake: the machine stopped, or did not come to rest; see its console\n");
        assertThat(folder.resolve("result")).isEmptyDirectory();
        assertThat(machine.closed).isTrue();
    }
}
