package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Matches with the same verdict. Those of one shape become one rule with a set. */
final class RunOfMatches {
    private final List<WireMatch> matches;
    private final HeaderKind kind;

    /**
     * What a rule says besides the values that its set holds.
     *
     * @param isClaim whether it asks for destination addresses only
     * @param hasFrom whether the set has names of vifs
     * @param notFrom the vif it leaves out
     * @param source what it asks of the source address; empty if the set has whole addresses
     * @param target the same of the destination address
     * @param transport what it asks behind the header
     */
    private record Shape(
            boolean isClaim,
            boolean hasFrom,
            Optional<String> notFrom,
            Optional<Bits> source,
            Optional<Bits> target,
            Transport transport) {
        static final Shape CLAIM =
                new Shape(true, false, Optional.empty(), Optional.empty(), Optional.empty(), Transport.ANY);
    }

    RunOfMatches(List<WireMatch> matches, HeaderKind kind) {
        this.matches = matches;
        this.kind = kind;
    }

    /** The rules, in the order in which their shapes come up. */
    List<AnnotatedRule> rules() {
        Map<Shape, List<WireMatch>> shapes = new LinkedHashMap<>();
        matches.forEach(match ->
                shapes.computeIfAbsent(shape(match), key -> new ArrayList<>()).add(match));
        List<AnnotatedRule> rules = new ArrayList<>();
        shapes.forEach((shape, alike) -> rules.add(rule(shape, alike)));
        return rules;
    }

    private Shape shape(WireMatch match) {
        if (match.isClaim(kind)) {
            return Shape.CLAIM;
        }
        WireMatch.Headers headers = match.headers();
        return new Shape(
                false,
                match.from().isPresent(),
                match.notFrom(),
                unlessExact(headers.source()),
                unlessExact(headers.target()),
                headers.transport());
    }

    private Optional<Bits> unlessExact(Bits bits) {
        return Optional.of(bits).filter(any -> !any.isExact(kind.source().type()));
    }

    private AnnotatedRule rule(Shape shape, List<WireMatch> alike) {
        List<Statement> statements =
                shape.isClaim() ? new ClaimedAddresses(alike, kind).statements() : statements(shape, alike);
        if (alike.get(0).row().accepts()) {
            statements.add(Matches.ACCEPT);
        } else {
            statements.add(Matches.count(DropCounter.NOT_PHYSICAL));
            statements.add(Matches.DROP);
        }
        return new AnnotatedRule(
                alike.stream().map(match -> match.row().origin()).toList(), statements);
    }

    private List<Statement> statements(Shape shape, List<WireMatch> alike) {
        List<Statement> statements = new ArrayList<>();
        shape.notFrom().ifPresent(vif -> statements.add(Matches.notNames(Selector.IIFNAME, List.of(vif))));
        addSet(shape, alike, statements);
        shape.source().filter(bits -> !bits.isAny()).ifPresent(bits -> statements.add(bits.of(kind.source())));
        shape.target().filter(bits -> !bits.isAny()).ifPresent(bits -> statements.add(bits.of(kind.target())));
        statements.addAll(shape.transport().matches());
        return statements;
    }

    private void addSet(Shape shape, List<WireMatch> alike, List<Statement> statements) {
        List<Selector> selectors = new ArrayList<>();
        if (shape.hasFrom()) {
            selectors.add(Selector.IIFNAME);
        }
        if (shape.source().isEmpty()) {
            selectors.add(kind.source());
        }
        if (shape.target().isEmpty()) {
            selectors.add(kind.target());
        }
        Set<List<Value>> values = new LinkedHashSet<>();
        alike.forEach(match -> values.add(values(shape, match)));
        if (values.size() > 1) {
            List<Element> elements = values.stream().map(Matches::element).toList();
            statements.add(Matches.lookUp(false, new ElementSource.Anonymous(elements), selectors));
        } else {
            List<Value> only = values.iterator().next();
            for (int i = 0; i < selectors.size(); i++) {
                statements.add(Matches.equal(selectors.get(i), only.get(i)));
            }
        }
    }

    private static List<Value> values(Shape shape, WireMatch match) {
        List<Value> values = new ArrayList<>();
        match.from().ifPresent(vif -> values.add(Matches.name(vif)));
        if (shape.source().isEmpty()) {
            values.add(Matches.address((int) match.headers().source().value()));
        }
        if (shape.target().isEmpty()) {
            values.add(Matches.address((int) match.headers().target().value()));
        }
        return values;
    }
}
