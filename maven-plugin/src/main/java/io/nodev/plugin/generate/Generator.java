package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.SpecException;
import io.nodev.plugin.firewall.FirewallFile;
import io.nodev.plugin.firewall.MachineFirewall;
import io.nodev.plugin.guest.GuestSourceCheck;
import io.nodev.plugin.spec.DeviceDomainSpec;
import io.nodev.plugin.spec.DiskSpec;
import io.nodev.plugin.spec.FileSpec;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSchema;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RulesReader;
import io.nodev.plugin.spec.VifSpec;
import io.nodev.templates.BuiltInTemplates;
import io.nodev.templates.GeneratedFile;
import io.nodev.templates.TemplateRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Generates a machine, or its tests, into a build folder. */
public final class Generator {
    private final GenerationRequest request;
    private final Diagnostics diagnostics;
    private final Consumer<String> warnings;
    private final StateFile stateFile;
    private final StaleBuild stale;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param diagnostics receives the problems of the user's files, warnings too
     * @param warnings is told what was found in the build folder that should not be there
     */
    public Generator(GenerationRequest request, Diagnostics diagnostics, Consumer<String> warnings) {
        this.request = request;
        this.diagnostics = diagnostics;
        this.warnings = warnings;
        this.stateFile = new StateFile(request.folders().state());
        this.stale = new StaleBuild(request.folders());
    }

    /**
     * Reads the description, and brings the generated files up to date.
     *
     * @throws SpecException with everything that is wrong with the user's files; then nothing was changed
     * @throws IOException if a file cannot be read, written or deleted
     */
    public GenerationResult generate() throws SpecException, IOException {
        MachineSources.Described described = read();
        Optional<State> before = stateFile.read();
        boolean switched = isStale(before);
        Optional<State> usable = switched ? Optional.empty() : before;
        String inputs = inputs(described);
        Optional<State.Unit> unit = usable.flatMap(state -> state.unit(unitName()));
        if (unit.isPresent() && unit.get().inputs().equals(inputs) && isWhole(unit.get())) {
            return GenerationResult.UP_TO_DATE;
        }
        List<GeneratedOutput> outputs = outputs(described);
        if (switched) {
            stale.delete(before);
        }
        State.Unit written = write(outputs, unit, inputs);
        State start = usable.orElseGet(
                () -> State.of(request.architecture(), request.settings().pluginVersion()));
        stateFile.write(
                start.withPluginVersion(request.settings().pluginVersion()).with(unitName(), written));
        return switched ? GenerationResult.SWITCHED : GenerationResult.GENERATED;
    }

    /** What the user should know of this stack, though nothing is wrong; after {@link #generate}. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private MachineSources.Described read() throws SpecException, IOException {
        Path directory = request.machineFile().getParent();
        Optional<MachineSpec> machine = MachineReader.read(request.machineFile(), diagnostics);
        if (machine.isPresent()) {
            new GuestSourceCheck(request.guests().roots(), request.guests().encoding())
                    .check(machine.get(), diagnostics);
        }
        Optional<FirewallFile> firewall = FirewallFile.read(directory, diagnostics);
        diagnostics.throwIfErrors();
        RuleScript rules = new RuleScript(RulesReader.read(machine.orElseThrow(), directory, diagnostics));
        diagnostics.throwIfErrors();
        note(machine.get());
        return new MachineSources.Described(
                machine.get(),
                rules,
                request.description(),
                request.architecture(),
                new FirewallChoice(request, diagnostics, notes::add).of(machine.get(), rules, firewall));
    }

    private void note(MachineSpec machine) {
        if (request.kind() != GenerationRequest.Kind.MACHINE) {
            return;
        }
        if (request.architecture() == Architecture.DEVICE_DOMAIN) {
            noteOwnPorts(machine);
        } else {
            machine.restart()
                    .ifPresent(restart -> notes.add("a legacy machine ignores 'restart' in line "
                            + restart.location().line()
                            + ": it has no backends, and a fault of its drivers is a panic"));
        }
    }

    private void noteOwnPorts(MachineSpec machine) {
        machine.deviceDomains().stream()
                .map(DeviceDomainSpec::domain)
                .filter(id -> machine.vif(id, 0).flatMap(VifSpec::rate).isPresent())
                .forEach(id -> notes.add("a device-domain machine ignores the rate of vif " + id
                        + ".0: that is the bridge's own port, which no backend serves"));
    }

    /** Whether what is compiled was compiled for the other stack, or nobody knows for which. */
    private boolean isStale(Optional<State> before) throws IOException {
        return before.isPresent() ? before.get().architecture() != request.architecture() : stale.hasClasses();
    }

    private String unitName() {
        String kind = request.kind() == GenerationRequest.Kind.MACHINE ? "machine" : "tests";
        return kind + " of " + request.description();
    }

    /** The digest of all that the result depends on. */
    private String inputs(MachineSources.Described described) throws IOException {
        Path directory = request.machineFile().getParent();
        Digest digest = new Digest()
                .add("format", Integer.toString(StateFile.FORMAT))
                .add("plugin", request.settings().pluginVersion())
                .add("architecture", request.architecture().id())
                .add("kind", request.kind().name())
                .add("package", request.packageName().of(described.machine().name()))
                .add("description", request.description())
                .add("machine", request.machineFile());
        for (Optional<FileSpec> file :
                List.of(described.machine().capture(), described.machine().vfr().rules())) {
            if (file.isPresent()) {
                digest.add(file.get().path(), file.get().in(directory));
            }
        }
        addDisks(described.machine(), directory, digest);
        digest.add(FirewallFile.NAME, directory.resolve(FirewallFile.NAME))
                .add("derives firewall", Boolean.toString(request.settings().derivesFirewall()));
        BuiltInTemplates.texts().forEach(digest::add);
        if (request.settings().templates().isPresent()) {
            addTemplates(request.settings().templates().get(), digest);
        }
        return digest.hex();
    }

    /** What is packed, and what was read from images: sizes, and where partitions lie. */
    private static void addDisks(MachineSpec machine, Path directory, Digest digest) throws IOException {
        for (DiskSpec disk : machine.block().disks()) {
            digest.add("disk " + disk.name(), Long.toString(disk.backing().sectors()));
            if (disk.backing().packed()) {
                digest.add("packed", disk.backing().image().orElseThrow().in(directory));
            }
        }
        machine.domains().stream()
                .flatMap(domain -> domain.vbds().stream())
                .forEach(vbd -> digest.add(vbd.uname(), vbd.extents().toString()));
    }

    private static void addTemplates(Path templates, Digest digest) throws IOException {
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.add(templates.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    /** Whether every file is there with the bytes it was written with. */
    private boolean isWhole(State.Unit unit) throws IOException {
        boolean whole = true;
        for (var file : unit.files().entrySet()) {
            whole &= isUntouched(file.getKey(), file.getValue());
        }
        return whole;
    }

    private boolean isUntouched(String path, String digest) throws IOException {
        Path file = request.folders().build().resolve(path);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Digest.of(Files.readAllBytes(file)).equals(digest)) {
            return true;
        }
        warnings.accept(path + " was changed by hand and is generated anew; what is to stay belongs into src/main");
        return false;
    }

    private List<GeneratedOutput> outputs(MachineSources.Described described) throws IOException {
        MachineNames names = MachineNames.of(
                request.packageName().of(described.machine().name()),
                described.machine().name());
        TemplateRenderer renderer =
                request.settings().templates().map(TemplateRenderer::new).orElseGet(TemplateRenderer::new);
        List<GeneratedOutput> outputs = new ArrayList<>();
        if (request.kind() == GenerationRequest.Kind.TESTS) {
            MachineTests tests = new MachineTests(described, names, renderer);
            addAll(tests.files(), request.folders().testSources(request.architecture()), outputs);
            tests.unbound()
                    .ifPresent(why -> notes.add("of the common suite only what is about sectors is bound: " + why));
            return outputs;
        }
        MachineSources sources = new MachineSources(described, names, renderer);
        addAll(sources.files(), request.folders().sources(request.architecture()), outputs);
        addResources(described, sources, outputs);
        outputs.add(new GeneratedOutput(request.folders().schema(), MachineSchema.bytes()));
        return outputs;
    }

    private static void addAll(List<GeneratedFile> files, Path root, List<GeneratedOutput> outputs) {
        for (GeneratedFile file : files) {
            outputs.add(
                    new GeneratedOutput(root.resolve(file.path()), file.text().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void addResources(MachineSources.Described described, MachineSources sources, List<GeneratedOutput> outputs)
            throws IOException {
        Architecture architecture = request.architecture();
        Path root = request.folders().resources(architecture);
        outputs.add(new GeneratedOutput(
                root.resolve(StackProperties.PATH),
                StackProperties.text(architecture).getBytes(StandardCharsets.UTF_8)));
        if (described.firewall().isPresent()) {
            addFirewall(described, root.resolve(sources.firewallResource()), outputs);
        }
        for (DiskSpec disk : described.machine().block().disks()) {
            if (disk.backing().packed()) {
                outputs.add(new GeneratedOutput(
                        root.resolve(sources.diskResource(disk)),
                        Files.readAllBytes(disk.backing()
                                .image()
                                .orElseThrow()
                                .in(request.machineFile().getParent()))));
            }
        }
        Optional<FileSpec> capture = described.machine().capture();
        if (capture.isPresent()) {
            outputs.add(new GeneratedOutput(
                    root.resolve(sources.captureResource(capture.get())),
                    Files.readAllBytes(capture.get().in(request.machineFile().getParent()))));
        }
    }

    private void addFirewall(MachineSources.Described described, Path resource, List<GeneratedOutput> outputs) {
        MachineFirewall firewall = described.firewall().orElseThrow();
        byte[] bytes = firewall.text().getBytes(StandardCharsets.UTF_8);
        outputs.add(new GeneratedOutput(resource, bytes));
        if (firewall.isDerived()) {
            outputs.add(new GeneratedOutput(
                    request.folders().firewall(described.machine().name()), bytes));
        }
    }

    /** Writes what is not there yet, deletes what is no longer made, and says what there is now. */
    private State.Unit write(List<GeneratedOutput> outputs, Optional<State.Unit> before, String inputs)
            throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (GeneratedOutput output : outputs) {
            if (!Files.isRegularFile(output.path())
                    || !Arrays.equals(Files.readAllBytes(output.path()), output.bytes())) {
                Files.createDirectories(output.path().getParent());
                Files.write(output.path(), output.bytes());
            }
            files.put(request.folders().relative(output.path()), Digest.of(output.bytes()));
        }
        if (before.isPresent()) {
            for (String path : before.get().files().keySet()) {
                if (!files.containsKey(path)) {
                    Files.deleteIfExists(request.folders().build().resolve(path));
                }
            }
        }
        return new State.Unit(inputs, files);
    }
}
