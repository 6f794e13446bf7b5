package io.nodev.common.launch;

import io.nodev.common.capture.CapturePlan;
import io.nodev.common.capture.PcapDamage;
import io.nodev.common.capture.PcapFile;
import io.nodev.common.capture.PcapResolution;
import io.nodev.common.guest.ReplayGuest;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.RestartPolicy;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.time.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a machine from a command line, from its boot to its report, and beyond if asked to.
 */
public final class MachineLauncher {
    /** How long a frame of a capture that is played again comes after the one before. */
    private static final long PACE_NANOS = 1_000_000;

    private final LaunchPlan plan;
    private final LaunchArguments arguments;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final ManualClock clock = new ManualClock(0);
    private final AtomicLong causeNanos = new AtomicLong();
    private final Map<Integer, ReplayGuest> guests = new HashMap<>();
    private int status;

    private MachineLauncher(LaunchPlan plan, LaunchArguments arguments, Streams streams) {
        this.plan = plan;
        this.arguments = arguments;
        this.in = streams.in();
        this.out = streams.out();
        this.err = streams.err();
    }

    /**
     * Where a run reads and writes.
     *
     * @param in what is typed into the machine's emergency console; read only if the run is to wait for its end
     * @param out takes the report
     * @param err takes errors and the text of the machine's emergency console
     */
    public record Streams(InputStream in, PrintStream out, PrintStream err) {}

    /** {@link #run(LaunchPlan, String[], Streams)} with the process's standard input. */
    public static int run(LaunchPlan plan, String[] args, PrintStream out, PrintStream err) {
        return run(plan, args, new Streams(System.in, out, err));
    }

    /**
     * Boots a machine, plays a capture through it, shows what its ports and VBDs counted, and writes it down or goes on if asked to.
     *
     * @param args see {@code --help}
     * @return the exit status: 0 done; 1 something failed, a domain died, or the capture was damaged and what was
     *     readable of it was played; 2 wrong usage
     */
    public static int run(LaunchPlan plan, String[] args, Streams streams) {
        try {
            LaunchArguments arguments = LaunchArguments.parse(args);
            if (arguments.help()) {
                streams.out().print(LaunchArguments.usage(plan.machine()));
                return 0;
            }
            return new MachineLauncher(plan, arguments, streams).launch();
        } catch (LaunchException e) {
            streams.err().print(plan.machine() + ": " + e.getMessage() + "\n");
            if (e.status() == LaunchException.USAGE) {
                streams.err().print(LaunchArguments.usage(plan.machine()));
            }
            return e.status();
        }
    }

    private int launch() throws LaunchException {
        Optional<PcapFile> capture = capture();
        capture.flatMap(PcapFile::damage).ifPresent(this::report);
        if (arguments.out().isEmpty()) {
            play(capture, Optional.empty());
            return status;
        }
        Path folder = created(arguments.out().get());
        PcapResolution resolution = capture.map(PcapFile::resolution).orElse(PcapResolution.NANOSECONDS);
        try (Recording recording = new Recording(folder, resolution, causeNanos::get)) {
            LaunchResult result = play(capture, Optional.of(recording));
            recording.finish();
            ResultJson.write(folder, result);
        }
        return status;
    }

    private Optional<PcapFile> capture() throws LaunchException {
        if (arguments.capture().isPresent()) {
            Path file = arguments.capture().get();
            try {
                return Optional.of(PcapFile.read(file));
            } catch (IOException e) {
                throw LaunchException.failed("cannot read " + file, e);
            }
        }
        return plan.capture().isPresent() ? Optional.of(builtIn(plan.capture().get())) : Optional.empty();
    }

    private PcapFile builtIn(String resource) throws LaunchException {
        try (InputStream in = plan.boot().getClass().getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw LaunchException.failed("the capture " + resource + " is not packed with this machine");
            }
            return PcapFile.read(resource.substring(resource.lastIndexOf('/') + 1), in);
        } catch (IOException e) {
            throw LaunchException.failed("cannot read " + resource, e);
        }
    }

    private void report(PcapDamage damage) {
        status = LaunchException.FAILED;
        err.print(plan.machine() + ": damaged capture: " + damage + "; what comes before is played\n");
    }

    /** A machine outlives its guests; whoever started it is told of those that died all the same. */
    private void reportDead(Machine machine, Set<Integer> domains) {
        domains.stream()
                .filter(domain -> !isAlive(machine.hypervisor().domains().find(domain)))
                .forEach(domain -> {
                    status = LaunchException.FAILED;
                    err.print(plan.machine() + ": domain " + domain + " died; the console says why\n");
                });
    }

    /** The domains that were booted: those that live, and those of interfaces and VBDs that are left of one that died already. */
    private static Set<Integer> domains(Machine machine) {
        Set<Integer> ids = new TreeSet<>();
        machine.hypervisor().domains().all().forEach(domain -> ids.add(domain.id()));
        machine.vifs().forEach(vif -> VifName.parse(vif.name()).ifPresent(name -> ids.add(name.domain())));
        machine.vbdReports().forEach(vbd -> ids.add(vbd.domain()));
        return ids;
    }

    private static boolean isAlive(Domain domain) {
        return domain != null && domain.isAlive();
    }

    private static Path created(Path folder) throws LaunchException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw LaunchException.failed("cannot create the folder " + folder, e);
        }
    }

    /** Boots, plays, shows; the machine is closed afterwards, so that nothing more is recorded. */
    private LaunchResult play(Optional<PcapFile> capture, Optional<Recording> recording) throws LaunchException {
        MachineOptions options = new DiskBinding(plan.disks()).bound(options(), arguments.disks());
        Optional<CapturePlan> frames = capture.map(file -> CapturePlan.of(file.records(), plan.playedPorts()));
        frames.ifPresent(each -> causeNanos.set(startNanos(each)));
        try (Machine machine = booted(recording.map(options::withTap).orElse(options))) {
            Set<Integer> domains = domains(machine);
            if (recording.isPresent()) {
                recording.get().addPorts(machine);
            }
            Playback playback = new Playback(machine, clock, guests);
            playback.awaitConnections();
            Optional<Keyboard> keyboard =
                    arguments.waits() ? Optional.of(Keyboard.connect(in, machine.console())) : Optional.empty();
            if (frames.isPresent()) {
                play(frames.get(), playback);
            }
            LaunchResult result = LaunchResult.of(plan, machine);
            LaunchScreen.Played played = frames.map(
                            each -> new LaunchScreen.Played(capture.get().name(), each, playback.notTaken()))
                    .orElse(null);
            out.print(LaunchScreen.of(plan, result, machine.scheduler().name(), played));
            if (keyboard.isPresent()) {
                goOn(frames, playback, keyboard.get());
            }
            reportDead(machine, domains);
            return result;
        }
    }

    /** Lets the machine run until the keyboard's input ends, and plays the frames meanwhile, if there are any. */
    private void goOn(Optional<CapturePlan> frames, Playback playback, Keyboard keyboard) throws LaunchException {
        out.print("The machine goes on until its input ends; CTRL-a three times, then h, lists its debug keys.\n");
        List<CapturePlan.Step> steps = frames.map(CapturePlan::steps).orElse(List.of());
        for (int next = 0; !keyboard.awaitEnd(PACE_NANOS); next++) {
            if (steps.isEmpty()) {
                playback.settle();
            } else {
                playback.play(steps.get(next % steps.size()), clock.nanos() + PACE_NANOS);
                next %= steps.size();
            }
        }
        playback.settle();
    }

    /** What a description asks for and a machine cannot have, as too little memory for its interfaces, shows only now. */
    private Machine booted(MachineOptions options) throws LaunchException {
        try {
            return plan.boot().apply(options);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw LaunchException.failed("cannot boot: " + e.getMessage());
        }
    }

    private void play(CapturePlan frames, Playback playback) throws LaunchException {
        long start = startNanos(frames);
        long booted = clock.nanos();
        for (CapturePlan.Step step : frames.steps()) {
            long time = step.record().timestampNanos();
            causeNanos.set(time);
            playback.play(step, booted + time - start);
        }
    }

    private static long startNanos(CapturePlan frames) {
        return frames.steps().isEmpty() ? 0 : frames.steps().get(0).record().timestampNanos();
    }

    private MachineOptions options() {
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(arguments.scheduler())
                .withClock(clock)
                .withConsole(err::print);
        if (arguments.restarts().isPresent()) {
            options = options.withRestarts(
                    RestartPolicy.atMost(arguments.restarts().getAsInt()));
        }
        for (int domain : plan.replayDomains()) {
            ReplayGuest guest = new ReplayGuest();
            guests.put(domain, guest);
            options = options.withGuest(domain, () -> guest);
        }
        return options;
    }
}
