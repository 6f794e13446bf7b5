package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.DidYouMean;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;
import io.nodev.plugin.diagnostic.SourceText;
import io.nodev.plugin.spec.MachineSpec;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warns of interfaces that a firewall file names and the machine does not have. */
final class InterfaceCheck {
    /** What names no interface: the rest of a line behind a number sign, and the texts of comments. */
    private static final Pattern REMARK = Pattern.compile("#.*|\\bcomment\\s+\"[^\"]*\"");

    private final SortedSet<String> known;
    private final SourceText source;
    private final Diagnostics diagnostics;

    InterfaceCheck(MachineSpec machine, SourceText source, Diagnostics diagnostics) {
        this.known = new TreeSet<>();
        for (BridgeSpec bridge : BridgeSpec.of(machine)) {
            known.addAll(bridge.portNames());
            known.add(bridge.own().name());
        }
        this.source = source;
        this.diagnostics = diagnostics;
    }

    void check(NftRuleset ruleset) {
        new InterfaceNames(ruleset)
                .all().stream()
                        .filter(name -> known.stream().noneMatch(name::matches))
                        .forEach(this::unknown);
    }

    private void unknown(InterfaceName name) {
        String written = name.text() + (name.isPrefix() ? "*" : "");
        Pattern pattern = Pattern.compile("(?<![\\w.*-])" + Pattern.quote(written) + "(?![\\w.*-])");
        for (int line = 1; line <= source.lines().size(); line++) {
            String text = source.lines().get(line - 1);
            Matcher found = pattern.matcher(withoutRemarks(text));
            while (found.find()) {
                warn(written, new SourceLocation(source.file(), line, text.codePointCount(0, found.start()) + 1));
            }
        }
    }

    private static String withoutRemarks(String line) {
        return REMARK.matcher(line)
                .replaceAll(remark -> " ".repeat(remark.group().length()));
    }

    private void warn(String name, SourceLocation at) {
        diagnostics.warning(
                at,
                ProblemCode.FIREWALL_NAMES_UNKNOWN_INTERFACE,
                "the machine has no interface '" + name + "', so this never matches; its interfaces are "
                        + String.join(", ", known),
                DidYouMean.onlyAmong(known, name)
                        .map(meant -> "write '" + meant + "'")
                        .orElse("name one of them, or add this one to the description"));
    }
}
