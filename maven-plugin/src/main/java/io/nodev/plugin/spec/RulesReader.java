package io.nodev.plugin.spec;

import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrParsed;
import io.nodev.legacy.vfr.VfrSyntaxError;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rules of a machine: the standard ones, then those of its rules file, in the order they are written. */
public final class RulesReader {
    private final MachineSpec machine;
    private final Diagnostics diagnostics;
    private final RuleChecks checks;

    private RulesReader(MachineSpec machine, Diagnostics diagnostics) {
        this.machine = machine;
        this.diagnostics = diagnostics;
        this.checks = new RuleChecks(machine, diagnostics);
    }

    /**
     * Reads every rule and adds the problems of those in the rules file to {@code diagnostics}: lines that are no rules,
     * rules that name a missing vif, and, as warnings, what is not the same as built and as documented.
     *
     * @param machine without errors
     * @param directory where its description is
     * @return the writes that do something under the machine's semantics; empty lines and those that begin with {@code #}
     *     are not written
     * @throws IOException if the rules file cannot be read
     */
    public static List<RuleLine> read(MachineSpec machine, Path directory, Diagnostics diagnostics) throws IOException {
        RulesReader reader = new RulesReader(machine, diagnostics);
        List<RuleLine> lines = new ArrayList<>();
        if (machine.vfr().standardRules()) {
            lines.addAll(reader.standardRules());
        }
        Optional<FileSpec> file = machine.vfr().rules();
        if (file.isPresent()) {
            Optional<SourceText> text =
                    SourceText.read(file.get().in(directory), file.get().path(), diagnostics);
            List<RuleLine> written = text.map(reader::rulesOf).orElse(List.of());
            lines.addAll(written);
            written.stream().findFirst().ifPresent(first -> reader.checks.listDecides(lines, first.location()));
        }
        return lines;
    }

    private List<RuleLine> standardRules() {
        List<RuleLine> lines = new ArrayList<>();
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                for (AddressSpec address : vif.addresses()) {
                    StandardRules.of(domain.id(), vif.index(), address.toString()).stream()
                            .flatMap(text -> rule(text, address.location()).stream())
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private Optional<RuleLine> rule(String text, SourceLocation location) {
        return machine.vfr()
                .semantics()
                .parseLine(text)
                .operation()
                .map(operation -> new RuleLine(text, operation, location));
    }

    private List<RuleLine> rulesOf(SourceText source) {
        List<RuleLine> lines = new ArrayList<>();
        for (int number = 1; number <= source.lines().size(); number++) {
            String text = source.lines().get(number - 1);
            String stripped = text.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                int column = text.codePointCount(0, text.indexOf(stripped)) + 1;
                written(text, new SourceLocation(source.file(), number, column)).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private Optional<RuleLine> written(String text, SourceLocation location) {
        VfrParsed parsed = machine.vfr().semantics().parseLine(text);
        parsed.errors().forEach(error -> syntaxError(error, text, location));
        Optional<RuleLine> line = parsed.operation().map(operation -> new RuleLine(text, operation, location));
        line.ifPresent(checks::vifsExist);
        if (parsed.errors().isEmpty()) {
            checks.lineReads(text, location);
        }
        return line;
    }

    private void syntaxError(VfrSyntaxError error, String text, SourceLocation line) {
        diagnostics.error(RuleChecks.at(error, text, line), ProblemCode.BAD_RULE, error.message(), error.fix());
    }
}
