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

/** Reads a machine's firewall file and says what is wrong with it. */
public final class FirewallFile {
    /** The file's name; it lies beside the description. */
    public static final String NAME = "firewall.nft";

    private static final String ADVICE = "; ";

    private FirewallFile() {}

    /** The machine's firewall file, or empty if it has none. */
    public static Optional<Path> of(Path directory) {
        return Optional.of(directory.resolve(NAME)).filter(Files::isRegularFile);
    }

    /**
     * Reads a firewall file and adds its problems to {@code diagnostics}: what the language does not have, and as warnings
     * interfaces that the machine does not have.
     *
     * @param file the file
     * @param machine without errors
     * @return the text, empty if anything is wrong with it
     * @throws IOException if the file cannot be read
     */
    public static Optional<String> read(Path file, MachineSpec machine, Diagnostics diagnostics) throws IOException {
        Optional<SourceText> source = SourceText.read(file, NAME, diagnostics);
        Optional<NftRuleset> ruleset = source.flatMap(text -> parse(text, diagnostics));
        ruleset.ifPresent(rules -> new InterfaceCheck(machine, source.get(), diagnostics).check(rules));
        ruleset.filter(FirewallFile::decidesNothing).ifPresent(rules -> warnOfNothing(diagnostics));
        return ruleset.map(rules -> source.get().text());
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

    /** What the parser says after a semicolon is what can be written instead. */
    private static void report(NftProblem problem, Diagnostics diagnostics) {
        String message = problem.message();
        int advice = message.indexOf(ADVICE);
        diagnostics.error(
                new SourceLocation(problem.file(), problem.line(), problem.column()),
                ProblemCode.BAD_FIREWALL,
                problem.construct() + ": " + (advice < 0 ? message : message.substring(0, advice)),
                advice < 0
                        ? "write it in the part of the nftables language that a device domain knows"
                        : message.substring(advice + ADVICE.length()));
    }
}
