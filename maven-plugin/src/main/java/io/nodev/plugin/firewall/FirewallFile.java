package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.parse.NftException;
import io.nodev.devdomain.nft.parse.NftParser;
import io.nodev.devdomain.nft.parse.NftProblem;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import io.nodev.plugin.spec.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A machine's firewall file, and what is wrong with it. */
public final class FirewallFile {
    /** The file's name; it lies beside the description. */
    public static final String NAME = "firewall.nft";

    private final SourceText source;
    private final NftRuleset ruleset;

    private FirewallFile(SourceText source, NftRuleset ruleset) {
        this.source = source;
        this.ruleset = ruleset;
    }

    /**
     * Reads the firewall file beside a description, and adds to {@code diagnostics} all that is wrong with it whatever the
     * machine is: what the language does not have is an error, a file that decides nothing a warning.
     *
     * @param directory where the description is
     * @return the file, empty if there is none or anything is wrong with it
     * @throws IOException if the file cannot be read
     */
    public static Optional<FirewallFile> read(Path directory, Diagnostics diagnostics) throws IOException {
        Path path = directory.resolve(NAME);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        Optional<FirewallFile> file = SourceText.read(path, NAME, diagnostics)
                .flatMap(source -> parse(source, diagnostics).map(ruleset -> new FirewallFile(source, ruleset)));
        if (file.isPresent() && decidesNothing(file.get().ruleset)) {
            warnOfNothing(diagnostics);
        }
        return file;
    }

    /** Adds as warnings the interfaces that the machine does not have. */
    public void check(MachineSpec machine, Diagnostics diagnostics) {
        new InterfaceCheck(machine, source, diagnostics).check(ruleset);
    }

    /** What is written in it. */
    public String text() {
        return source.text();
    }

    private static boolean decidesNothing(NftRuleset ruleset) {
        return ruleset.tables().stream()
                .flatMap(table -> table.chains().stream())
                .allMatch(chain -> chain.base().isEmpty());
    }

    private static void warnOfNothing(Diagnostics diagnostics) {
        diagnostics.warning(
                new SourceLocation(NAME, 1, 1),
                ProblemCode.FIREWALL_DECIDES_NOTHING,
                "no chain of this file is at a hook, so every frame passes",
                "give a chain a line 'type filter hook forward priority 0; policy drop;', or delete the file: a firewall"
                        + " that follows from the description is then derived");
    }

    private static Optional<NftRuleset> parse(SourceText source, Diagnostics diagnostics) {
        try {
            return Optional.of(NftParser.parse(source.file(), source.text()));
        } catch (NftException e) {
            e.problems().forEach(problem -> report(problem, diagnostics));
            return Optional.empty();
        }
    }

    private static void report(NftProblem problem, Diagnostics diagnostics) {
        diagnostics.error(
                new SourceLocation(problem.file(), problem.line(), problem.column()),
                ProblemCode.BAD_FIREWALL,
                problem.construct() + ": " + problem.message(),
                problem.advice());
    }
}
