package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Operand;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Value;
import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements that derived rules are made of. */
final class Matches {
    static final Statement ACCEPT = Verdict.of(Verdict.Kind.ACCEPT);
    static final Statement DROP = Verdict.of(Verdict.Kind.DROP);
    static final Statement RETURN = Verdict.of(Verdict.Kind.RETURN);

    private Matches() {}

    /** {@code iifname "eth0"}, or a set of names. */
    static Statement names(Selector selector, Collection<String> names) {
        return new Statement.Match(field(selector), false, nameOperand(names));
    }

    /** {@code iifname != "eth0"}, or a set of names. */
    static Statement notNames(Selector selector, Collection<String> names) {
        return new Statement.Match(field(selector), true, nameOperand(names));
    }

    private static Operand nameOperand(Collection<String> names) {
        return operand(names.stream().map(Matches::name).toList());
    }

    /** A field that has one value. */
    static Statement equal(Selector selector, Value value) {
        return new Statement.Match(field(selector), false, value);
    }

    private static Key field(Selector selector) {
        return new Key(List.of(Key.Part.of(selector)));
    }

    static InterfaceName name(String text) {
        return new InterfaceName(text, false);
    }

    static Range address(int address) {
        return Range.of(DataType.IPV4_ADDR, Integer.toUnsignedLong(address));
    }

    /** {@code ip saddr { ... }}, negated or not. */
    static Statement addresses(Selector selector, boolean negated, Collection<Integer> addresses) {
        return new Statement.Match(
                field(selector),
                negated,
                operand(addresses.stream().map(Matches::address).toList()));
    }

    private static Operand operand(List<? extends Value> values) {
        return values.size() == 1
                ? values.get(0)
                : new ElementSource.Anonymous(
                        values.stream().map(value -> element(List.of(value))).toList());
    }

    static Element element(List<Value> key) {
        return new Element(key, Optional.empty(), Optional.empty());
    }

    /** A look-up of several fields together in a set. */
    static Statement lookUp(boolean negated, ElementSource set, List<Selector> selectors) {
        return new Statement.Match(new Key(selectors.stream().map(Key.Part::of).toList()), negated, set);
    }

    /** {@code ether type ip}. */
    static Statement isOf(HeaderKind kind) {
        return new Statement.Match(field(Selector.ETHER_TYPE), false, type(kind));
    }

    /** {@code ether type { ip, arp }}. */
    static Statement isOfAny(HeaderKind... kinds) {
        return new Statement.Match(
                field(Selector.ETHER_TYPE),
                false,
                operand(Arrays.stream(kinds).map(Matches::type).toList()));
    }

    private static Range type(HeaderKind kind) {
        return Range.of(DataType.ETHER_TYPE, kind.etherType());
    }

    static Statement count(DropCounter counter) {
        return new Statement.CountNamed(counter.id());
    }

    static Statement goTo(String chain) {
        return new Verdict(Verdict.Kind.GOTO, chain);
    }

    static Statement jump(String chain) {
        return new Verdict(Verdict.Kind.JUMP, chain);
    }
}
