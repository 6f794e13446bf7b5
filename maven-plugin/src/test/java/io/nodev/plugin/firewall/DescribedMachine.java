package io.nodev.plugin.firewall;

import io.nodev.legacy.vfr.VfrRule;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.spec.MachineReader;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.RuleLine;
import io.nodev.plugin.spec.RulesReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/** A machine in a directory of its own, for tests of its firewall. */
final class DescribedMachine {
    private final Path directory;
    private Diagnostics diagnostics = new Diagnostics();

    private DescribedMachine(Path directory) {
        this.directory = directory;
    }

    static DescribedMachine in(Path directory) {
        return new DescribedMachine(directory);
    }

    DescribedMachine with(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    MachineSpec spec() {
        diagnostics = new Diagnostics();
        try {
            return MachineReader.read(directory.resolve("machine.yaml"), diagnostics)
                    .filter(read -> !diagnostics.hasErrors())
                    .orElseThrow(() -> new AssertionError(diagnostics.render()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules, newest first. */
    List<RuleLine> rules(MachineSpec spec) {
        LinkedList<RuleLine> rules = new LinkedList<>();
        try {
            RulesReader.read(spec, directory, diagnostics).forEach(rules::addFirst);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (diagnostics.hasErrors()) {
            throw new AssertionError(diagnostics.render());
        }
        return rules;
    }

    /** The rule list, newest first. */
    static List<VfrRule> list(List<RuleLine> rules) {
        return rules.stream().map(line -> line.operation().rule()).toList();
    }

    MachineFirewall derive() {
        MachineSpec spec = spec();
        return MachineFirewall.derive(spec, rules(spec), "src/main/nodev/machine.yaml", diagnostics);
    }

    /** What is said about a firewall file beside the description. */
    Optional<String> read() throws IOException {
        MachineSpec spec = spec();
        Optional<FirewallFile> file = FirewallFile.read(directory, diagnostics);
        file.ifPresent(read -> read.check(spec, diagnostics));
        return file.map(FirewallFile::text);
    }
}
