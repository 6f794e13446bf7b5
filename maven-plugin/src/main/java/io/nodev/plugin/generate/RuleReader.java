package io.nodev.plugin.generate;

import io.nodev.common.classifier.Endpoint;
import io.nodev.legacy.vfr.LineDifference;
import io.nodev.legacy.vfr.PacketDifference;
import io.nodev.legacy.vfr.SemanticsDifference;
import io.nodev.legacy.vfr.StandardRules;
import io.nodev.legacy.vfr.VfrCommand;
import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrParsed;
import io.nodev.legacy.vfr.VfrRule;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vfr.VfrSyntaxError;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import io.nodev.plugin.spec.AddressSpec;
import io.nodev.plugin.spec.DomainSpec;
import io.nodev.plugin.spec.FileSpec;
import io.nodev.plugin.spec.MachineSpec;
import io.nodev.plugin.spec.VifSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a machine's rules: the standard ones first, by ascending domain id, then those of the rules file. */
final class RuleReader {
    private final MachineSpec machine;
    private final VfrSemantics semantics;
    private final Diagnostics diagnostics;
    private final Set<Integer> vifs;
    private final List<RuleWrite> writes = new ArrayList<>();
    private final List<ListedRule> newestFirst = new ArrayList<>();

    private RuleReader(MachineSpec machine, Diagnostics diagnostics) {
        this.machine = machine;
        this.semantics = Semantics.of(machine);
        this.diagnostics = diagnostics;
        this.vifs = vifsOf(machine);
    }

    /** Every vif of the machine, as an {@link Endpoint}. */
    static Set<Integer> vifsOf(MachineSpec machine) {
        Set<Integer> vifs = new HashSet<>();
        for (DomainSpec domain : machine.domains()) {
            domain.vifs().forEach(vif -> vifs.add(Endpoint.vif(domain.id(), vif.index())));
        }
        return vifs;
    }

    /**
     * Reads the rules and reports what is wrong with them, and what they would mean to the other semantics.
     *
     * @param directory of the description
     * @throws IOException if the rules file cannot be read
     */
    static RuleScript read(MachineSpec machine, Path directory, Diagnostics diagnostics) throws IOException {
        RuleReader reader = new RuleReader(machine, diagnostics);
        if (machine.vfr().standardRules()) {
            reader.addStandardRules();
        }
        if (machine.vfr().rules().isPresent()) {
            reader.addFile(machine.vfr().rules().get(), directory);
        }
        reader.compareOrders();
        return new RuleScript(reader.semantics, reader.writes, reader.newestFirst);
    }

    private void addStandardRules() {
        for (DomainSpec domain : machine.domains()) {
            for (VifSpec vif : domain.vifs()) {
                for (AddressSpec address : vif.addresses()) {
                    for (String text : StandardRules.of(domain.id(), vif.index(), address.toString())) {
                        RuleWrite write = new RuleWrite(address.location(), text, true);
                        semantics.parseLine(text).operation().ifPresent(operation -> apply(operation, write));
                        writes.add(write);
                    }
                }
            }
        }
    }

    private void addFile(FileSpec file, Path directory) throws IOException {
        Optional<SourceText> source = SourceText.read(file.in(directory), file.path(), diagnostics);
        if (source.isEmpty()) {
            return;
        }
        int number = 0;
        for (String line : source.get().lines()) {
            number++;
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                addLine(new RuleWrite(new SourceLocation(file.path(), number, 1), line, false));
            }
        }
    }

    private void addLine(RuleWrite write) {
        VfrParsed parsed = semantics.parseLine(write.text());
        for (VfrSyntaxError error : parsed.errors()) {
            diagnostics.error(at(write, error.column()), ProblemCode.BAD_RULE, error.message(), error.fix());
        }
        if (parsed.errors().isEmpty()) {
            SemanticsDifference.ofLine(write.text()).ifPresent(difference -> warn(write, difference));
        }
        parsed.operation().ifPresent(operation -> {
            requireVifs(write, operation);
            apply(operation, write);
        });
        writes.add(write);
    }

    private static SourceLocation at(RuleWrite write, int column) {
        return new SourceLocation(write.location().file(), write.location().line(), column);
    }

    private void warn(RuleWrite write, LineDifference difference) {
        diagnostics.warning(
                write.location(),
                ProblemCode.RULE_READS_DIFFERENTLY,
                "as built this line " + said(difference.asBuilt()) + "; as documented it "
                        + said(difference.asDocumented()),
                "write it so that both read it alike, or keep to one of them: vfr: {semantics: "
                        + machine.vfr().semantics().word() + "} is what this build follows");
    }

    private static String said(String description) {
        return description.startsWith("error") ? "is an " + description : description;
    }

    private void requireVifs(RuleWrite write, VfrOperation operation) {
        if (operation.command() == VfrCommand.ADD) {
            requireVif(write, operation.rule().source().endpoint(), "src");
            requireVif(write, operation.rule().destination().endpoint(), "dst");
        }
    }

    private void requireVif(RuleWrite write, VfrEndpoint end, String side) {
        if (end.isSpecial() || end.isNameable() && vifs.contains(end.toEndpoint())) {
            return;
        }
        int found = write.text().indexOf(side + "dom");
        SourceLocation place = at(write, found < 0 ? 1 : found + 1);
        String detail = "the rule names the vif " + end + ", which the machine does not have";
        String fix = "name a vif of machine.yaml, or add this one to it";
        if (semantics.isDocumented()) {
            diagnostics.error(place, ProblemCode.RULE_NAMES_MISSING_VIF, detail, fix);
        } else {
            diagnostics.warning(place, ProblemCode.RULE_NAMES_MISSING_VIF, detail, fix);
        }
    }

    /** What the hypervisor's list does with an operation. */
    private void apply(VfrOperation operation, RuleWrite write) {
        switch (operation.command()) {
            case ADD -> newestFirst.add(0, new ListedRule(write, operation.rule()));
            case DELETE -> newestFirst.stream()
                    .filter(listed -> listed.rule().equals(operation.rule()))
                    .findFirst()
                    .ifPresent(newestFirst::remove);
            case PRINT -> {
                // Shows the list and leaves it as it is.
            }
        }
    }

    private void compareOrders() {
        if (machine.nics().isEmpty()) {
            return;
        }
        List<VfrRule> rules = newestFirst.stream().map(ListedRule::rule).toList();
        SemanticsDifference search =
                new SemanticsDifference(machine.nics().get(0).mac(), vifs::contains);
        for (PacketDifference difference : search.ofList(rules)) {
            if (difference.cause() == PacketDifference.Cause.ORDER) {
                warnOfOrder(difference);
            }
        }
    }

    private void warnOfOrder(PacketDifference difference) {
        SourceLocation place = machine.vfr()
                .rules()
                .map(file -> new SourceLocation(file.path(), 1, 1))
                .orElse(machine.vfr().location());
        diagnostics.warning(
                place,
                ProblemCode.RULES_ORDER_DIFFERENTLY,
                "the order of the rules decides differently by semantics: " + difference,
                "this build is " + machine.vfr().semantics().word()
                        + "; where both must agree, write rules to vifs after rules to the wire or to nowhere");
    }
}
