package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.TableDraft.ChainDraft;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks where chains lead, and verdict maps, whether or not a rule uses them: jumps go to chains that are there and have
 * no hook of their own, come to an end, and lead to no statement that the hook they began at does not permit.
 */
final class Jumps {
    /** The most chains one within the other (Linux, {@code NFT_JUMP_STACK_SIZE}). */
    private static final int MAX_DEPTH = 16;

    private static final String NONE = "add a chain of this name to the table";

    private final TableDraft table;
    private final Problems problems;
    private final Set<Token> reported = new HashSet<>();
    private final Set<Visit> visits = new HashSet<>();

    Jumps(TableDraft table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    /** A chain at a depth below a hook; what lies further below is the same on every way that leads there. */
    private record Visit(String chain, Optional<Hook> hook, int depth) {}

    void check() {
        table.chains.forEach((name, chain) -> follow(chain, List.of(name), chain.base.map(base -> base.hook())));
        table.sets
                .values()
                .forEach(set -> verdicts(set.elements()).forEach(each -> follow(each, List.of(), Optional.empty())));
    }

    private void follow(ChainDraft chain, List<String> path, Optional<Hook> hook) {
        for (Rule rule : chain.rules) {
            for (Statement statement : rule.statements()) {
                check(statement, hook);
                verdicts(statement).forEach(verdict -> follow(verdict, path, hook));
            }
        }
    }

    private void follow(Verdict verdict, List<String> path, Optional<Hook> hook) {
        if (!verdict.hasChain()) {
            return;
        }
        ChainDraft target = table.chains.get(verdict.chain());
        if (target == null) {
            report(verdict, "the table has no chain of this name", KnownNames.advice(targets(), verdict.chain(), NONE));
        } else if (target.base.isPresent()) {
            report(verdict, "a chain with a hook is not jumped to", "put its rules into a chain without a hook");
        } else if (path.contains(verdict.chain())) {
            report(verdict, "leads back to where it came from", "leave one of these jumps out");
        } else if (path.size() >= MAX_DEPTH) {
            report(
                    verdict,
                    "is the " + MAX_DEPTH + "th jump one within the other, of at most " + (MAX_DEPTH - 1),
                    "put the rules of two chains into one");
        } else if (visits.add(new Visit(verdict.chain(), hook, path.size()))) {
            List<String> further = new ArrayList<>(path);
            further.add(verdict.chain());
            follow(target, further, hook);
        }
    }

    private void check(Statement statement, Optional<Hook> hook) {
        boolean isAllowed = hook.isEmpty()
                || !(statement instanceof Statement.SetHost)
                || hook.get() == Hook.PREROUTING
                || hook.get() == Hook.INGRESS;
        Token at = table.places.get(statement);
        if (!isAllowed && reported.add(at)) {
            problems.add(
                    at,
                    "meta pkttype set",
                    "this rule is asked at " + hook.get(),
                    "put it into a chain of the hook prerouting or ingress");
        }
    }

    /** The chains that can be jumped to. */
    private List<String> targets() {
        return table.chains.entrySet().stream()
                .filter(chain -> chain.getValue().base.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void report(Verdict verdict, String message, String advice) {
        Token at = table.places.get(verdict);
        if (reported.add(at)) {
            problems.add(at, verdict.toString(), message, advice);
        }
    }

    private static List<Verdict> verdicts(List<Element> elements) {
        return elements.stream()
                .flatMap(element -> element.data().stream())
                .filter(Verdict.class::isInstance)
                .map(Verdict.class::cast)
                .toList();
    }

    private List<Verdict> verdicts(Statement statement) {
        if (statement instanceof Verdict verdict) {
            return List.of(verdict);
        }
        if (!(statement instanceof Statement.VerdictMap map)) {
            return List.of();
        }
        List<Element> elements = map.map() instanceof ElementSource.Anonymous anonymous
                ? anonymous.elements()
                : Optional.ofNullable(table.sets.get(((ElementSource.Named) map.map()).name()))
                        .map(NamedSet::elements)
                        .orElse(List.of());
        return verdicts(elements);
    }
}
