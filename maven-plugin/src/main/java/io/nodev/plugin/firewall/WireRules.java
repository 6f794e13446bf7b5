package io.nodev.plugin.firewall;

import io.nodev.legacy.vfr.VfrEndpoint;
import io.nodev.plugin.firewall.WireMatch.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the virtual firewall/router would send to the wire, as rules of nftables. Their order is the order in which it tries
 * its own, so that a rule that sends elsewhere hides what comes behind it.
 */
final class WireRules {
    private final List<WireRow> rows;
    private final RuleReading reading;
    private final Senders senders;

    /**
     * Who sends to the wire here.
     *
     * @param names the vifs, and their names
     * @param isNamed whether a rule can tell them apart by {@code iifname}; if not, there is one
     */
    record Senders(Map<VfrEndpoint, String> names, boolean isNamed) {
        Senders {
            names = Map.copyOf(names);
        }
    }

    WireRules(List<WireRow> rows, RuleReading reading, Senders senders) {
        this.rows = rows;
        this.reading = reading;
        this.senders = senders;
    }

    /** The rules about packets of one kind; what they say nothing of does not go to the wire. */
    List<AnnotatedRule> of(HeaderKind kind) {
        List<WireMatch> matches = new ArrayList<>();
        for (WireRow row : rows) {
            if (canMatch(row)) {
                for (Headers headers : reading.headers(row.rule(), kind)) {
                    matches.add(new WireMatch(from(row), notFrom(row), headers, row));
                }
            }
        }
        while (!matches.isEmpty() && !matches.get(matches.size() - 1).row().accepts()) {
            matches.remove(matches.size() - 1);
        }
        return inRuns(matches, kind);
    }

    private boolean canMatch(WireRow row) {
        VfrEndpoint source = row.rule().source().endpoint();
        VfrEndpoint destination = row.rule().destination().endpoint();
        boolean sends = source.equals(VfrEndpoint.ANY) || senders.names().containsKey(source);
        return sends && (senders.isNamed() || !senders.names().containsKey(destination));
    }

    private Optional<String> from(WireRow row) {
        return nameOf(row.rule().source().endpoint());
    }

    private Optional<String> notFrom(WireRow row) {
        return from(row).isPresent()
                ? Optional.empty()
                : nameOf(row.rule().destination().endpoint());
    }

    private Optional<String> nameOf(VfrEndpoint end) {
        return senders.isNamed() ? Optional.ofNullable(senders.names().get(end)) : Optional.empty();
    }

    /** Rows one after the other that say the same may be put together in any way. */
    private static List<AnnotatedRule> inRuns(List<WireMatch> matches, HeaderKind kind) {
        List<AnnotatedRule> rules = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= matches.size(); end++) {
            if (end == matches.size()
                    || matches.get(end).row().accepts()
                            != matches.get(start).row().accepts()) {
                rules.addAll(new RunOfMatches(matches.subList(start, end), kind).rules());
                start = end;
            }
        }
        return rules;
    }
}
