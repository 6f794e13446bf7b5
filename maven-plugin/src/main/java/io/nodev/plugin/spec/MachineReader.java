package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import io.nodev.plugin.diagnostic.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Reads a machine description, and reports everything that is wrong with it. */
public final class MachineReader {
    private static final List<String> KEYS =
            List.of("name", "capture", "nics", "disks", "domains", "device-domains", "restart", "vfr", "vbd", "quirks");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_NAME_LENGTH = 40;

    private final Path directory;
    private final Diagnostics diagnostics;
    private final Checks checks = new Checks();

    private MachineReader(Path directory, Diagnostics diagnostics) {
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads the description in {@code file} and adds every problem to {@code diagnostics}.
     *
     * @return the description with every default filled in. If {@code diagnostics} has errors, it holds what could be
     *     read and serves only to look for more problems; it is empty if the file holds no map at all
     * @throws IOException if the file cannot be read
     */
    public static Optional<MachineSpec> read(Path file, Diagnostics diagnostics) throws IOException {
        Path absolute = file.toAbsolutePath();
        Optional<SourceText> source =
                SourceText.read(absolute, absolute.getFileName().toString(), diagnostics);
        return source.flatMap(text -> read(text, absolute.getParent(), diagnostics));
    }

    /**
     * @param directory what paths in the description are relative to
     */
    static Optional<MachineSpec> read(SourceText source, Path directory, Diagnostics diagnostics) {
        MachineReader reader = new MachineReader(directory, diagnostics);
        return YamlSyntax.parse(source, diagnostics)
                .flatMap(root -> root.map(KEYS))
                .map(reader::machine);
    }

    /**
     * Reads the description in {@code file} and refuses it if anything is wrong with it.
     *
     * @param diagnostics receives the warnings as well
     * @throws SpecException with every problem found
     * @throws IOException if the file cannot be read
     */
    public static MachineSpec load(Path file, Diagnostics diagnostics) throws SpecException, IOException {
        Optional<MachineSpec> machine = read(file, diagnostics);
        diagnostics.throwIfErrors();
        return machine.orElseThrow();
    }

    private MachineSpec machine(YamlMap map) {
        SourceLocation start = map.location();
        Optional<String> name = map.required("name", "name: quickstart").flatMap(MachineReader::name);
        Optional<FileSpec> capture = map.optional("capture").flatMap(this::capture);
        VfrSpec vfr = new VfrReader(directory).read(map.optional("vfr"), map.optional("quirks"), start);
        List<NicSpec> nics = nics(map);
        List<DiskSpec> disks = map.optional("disks")
                .map(value -> new DiskReader(directory, checks.disks()).read(value))
                .orElse(List.of());
        DiskTable table = new DiskTable(disks, deviceDomains(map, nics, disks));
        Optional<RestartSpec> restart = map.optional("restart").flatMap(RestartReader::read);
        VifReader vifs = new VifReader(checks, vfr.semantics(), table.firstOwner(), diagnostics);
        List<DomainSpec> domains = domains(map, vifs, vbds(table));
        BlockSpec block = SharingReader.read(map.optional("vbd"), table.disks(), start);
        new VbdChecks(table, diagnostics).check(domains);
        new SharingChecks(block, diagnostics).check(domains);
        checks.stations().computed(domains);
        checks.stations().report(diagnostics);
        checks.deviceDomains().report(diagnostics, checks.domains());
        checks.disks().report(diagnostics);
        if (map.optional("capture").isEmpty()) {
            warnAboutMissingCapture(nics);
        }
        return new MachineSpec(
                name.orElse("machine"), capture, nics, domains, table.owners(), restart, vfr, block, start);
    }

    private static Optional<String> name(YamlValue value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String name = text.get();
        boolean reserved = SourceVersion.isKeyword(name, SourceVersion.RELEASE_17);
        if (!NAME.matcher(name).matches() || name.length() > MAX_NAME_LENGTH || reserved) {
            value.error(
                    ProblemCode.BAD_MACHINE_NAME,
                    "'" + name + "' is no machine name; it must be at most " + MAX_NAME_LENGTH
                            + " lower-case letters and digits with single hyphens, a letter first"
                            + (reserved ? ", and no word of Java" : ""),
                    "write a name like quickstart or two-guests");
            return Optional.empty();
        }
        return text;
    }

    private Optional<FileSpec> capture(YamlValue value) {
        Optional<FileSpec> capture = Scalars.file(value);
        if (capture.isPresent() && !Files.isRegularFile(capture.get().in(directory))) {
            value.error(
                    ProblemCode.CAPTURE_MISSING,
                    "the capture file '" + capture.get().path() + "' does not exist beside the description",
                    "put the capture there, or remove 'capture' and name one when the machine is run");
        }
        return capture;
    }

    private List<NicSpec> nics(YamlMap map) {
        Optional<YamlValue> value = map.required("nics", "nics: [{name: eth0, mac: 00:02:b3:9d:1f:aa}]");
        if (value.isEmpty()) {
            checks.deviceDomains().unreadableNic();
        }
        return value.map(present -> new NicReader(checks.stations(), checks.deviceDomains()).read(present))
                .orElse(List.of());
    }

    private List<DeviceDomainSpec> deviceDomains(YamlMap map, List<NicSpec> nics, List<DiskSpec> disks) {
        return map.optional("device-domains")
                .map(value -> new DeviceDomainReader(checks).read(value))
                .orElseGet(() -> List.of(new DeviceDomainSpec(
                        0,
                        nics.stream().map(NicSpec::name).toList(),
                        disks.stream().map(DiskSpec::name).toList(),
                        map.location())));
    }

    private VbdReader vbds(DiskTable table) {
        VbdTargets targets = new VbdTargets(directory, table, checks.disks());
        return new VbdReader(checks.deviceDomains(), targets, diagnostics);
    }

    private List<DomainSpec> domains(YamlMap map, VifReader vifs, VbdReader vbds) {
        Optional<YamlValue> value = map.required("domains", "domains: [{id: 0}]");
        if (value.isEmpty()) {
            checks.domains().unreadableId();
            return List.of();
        }
        List<DomainSpec> domains = new DomainReader(checks.domains(), vifs, vbds, diagnostics).read(value.get());
        checks.domains().report(diagnostics, value.get().location());
        return domains;
    }

    private void warnAboutMissingCapture(List<NicSpec> nics) {
        for (NicSpec nic : nics) {
            if (nic.driver() == NicDriver.CAPTURE) {
                diagnostics.warning(
                        nic.location(),
                        ProblemCode.NO_CAPTURE,
                        "NIC '" + nic.name() + "' plays a capture, but the description names none",
                        "add a line 'capture: lan.pcap', or name a capture when the machine is run");
            }
        }
    }
}
