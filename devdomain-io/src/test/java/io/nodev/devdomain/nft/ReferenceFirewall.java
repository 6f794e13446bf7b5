package io.nodev.devdomain.nft;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.ruleset.BaseChain;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.Datum;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.InterfaceName;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Table;
import io.nodev.devdomain.nft.ruleset.Value;
import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides from the ruleset as it was read, one rule after the other, one element after the other. */
final class ReferenceFirewall {
    private final NftRuleset ruleset;
    private byte[] frame;
    private ReferenceFields fields;
    private Hook hook;
    private String in;
    private String out;
    private String forwardTo;
    private Table table;
    private boolean hasSeenEthernet;
    private boolean isSettled;

    ReferenceFirewall(NftRuleset ruleset) {
        this.ruleset = ruleset;
    }

    private record Hooked(Table table, Chain chain, BaseChain base) {}

    /** The verdict in words, and the frame as it was left. */
    String ask(Hook where, String from, String to, byte[] bytes) {
        hook = where;
        in = from;
        out = to;
        frame = bytes.clone();
        forwardTo = "";
        List<Hooked> chains = new ArrayList<>();
        for (Table each : ruleset.tables()) {
            for (Chain chain : each.chains()) {
                chain.base().ifPresent(base -> chains.add(0, new Hooked(each, chain, base)));
            }
        }
        chains.removeIf(chain -> chain.base.hook() != where
                || where.family() == Family.NETDEV && !chain.base.devices().contains(where == Hook.EGRESS ? to : from));
        chains.sort(Comparator.comparingInt(chain -> chain.base.priority()));
        for (Hooked chain : chains) {
            table = chain.table;
            String verdict = run(chain.chain).orElse(chain.base.drops() ? "drop" : "accept");
            if (!verdict.equals("accept")) {
                return verdict + forwardTo;
            }
        }
        return "accept";
    }

    byte[] frame() {
        return frame;
    }

    /** Runs a chain; nothing if it came to its end or returned. */
    private Optional<String> run(Chain chain) {
        for (Rule rule : chain.rules()) {
            Optional<Verdict> verdict = run(rule);
            if (!forwardTo.isEmpty()) {
                return Optional.of("forward to ");
            }
            if (verdict.isEmpty()) {
                continue;
            }
            switch (verdict.get().kind()) {
                case ACCEPT -> {
                    return Optional.of("accept");
                }
                case DROP -> {
                    return Optional.of("drop");
                }
                case RETURN -> {
                    return Optional.empty();
                }
                case JUMP -> {
                    Optional<String> end = run(named(verdict.get().chain()));
                    if (end.isPresent()) {
                        return end;
                    }
                }
                case GOTO -> {
                    return run(named(verdict.get().chain()));
                }
            }
        }
        return Optional.empty();
    }

    private Chain named(String name) {
        return table.chains().stream()
                .filter(chain -> chain.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Verdict> run(Rule rule) {
        hasSeenEthernet = false;
        isSettled = false;
        for (Statement statement : rule.statements()) {
            fields = new ReferenceFields(frame, hook, in, out);
            if (statement instanceof Verdict verdict) {
                return Optional.of(verdict);
            }
            if (statement instanceof Statement.VerdictMap map) {
                return lookUp(map.key(), map.map()).map(Verdict.class::cast);
            }
            if (statement instanceof Statement.Match match && !matches(match)
                    || statement instanceof Statement.Rewrite rewrite && !rewrite(rewrite)
                    || statement instanceof Statement.Forward forward && !forward(forward)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean matches(Statement.Match match) {
        Optional<List<Object>> key = read(match.key());
        if (key.isEmpty()) {
            return false;
        }
        boolean isMember = match.operand() instanceof Value value
                ? covers(value, key.get().get(0))
                : find(key.get(), (ElementSource) match.operand()).isPresent();
        if (match.key().toString().equals("ether type") && match.operand() instanceof Range && !match.isNegated()) {
            isSettled |= match.toString().matches("ether type (ip|arp|ip6|8021q|8021ad)");
        }
        return isMember != match.isNegated();
    }

    private boolean rewrite(Statement.Rewrite rewrite) {
        AddressField field = AddressField.of(rewrite.target());
        boolean mayBeSeen = mayLookInto(field.isInNetworkHeader() ? "arp" : "ether");
        Optional<Datum> address = datum(rewrite.source());
        int offset = fields.offsetOf(field);
        if (!mayBeSeen || address.isEmpty() || offset < 0) {
            return false;
        }
        MacAddress.putBits(((Range) address.get()).low(), frame, offset);
        return true;
    }

    private boolean forward(Statement.Forward forward) {
        forwardTo = datum(forward.source())
                .map(name -> ((InterfaceName) name).text())
                .orElse("");
        return !forwardTo.isEmpty();
    }

    private Optional<Datum> datum(DataSource source) {
        return source instanceof DataSource.Constant constant
                ? Optional.of(constant.value())
                : lookUp(((DataSource.Lookup) source).key(), ((DataSource.Lookup) source).map());
    }

    private Optional<Datum> lookUp(Key key, ElementSource map) {
        return read(key).flatMap(values -> find(values, map)).flatMap(Element::data);
    }

    private Optional<List<Object>> read(Key key) {
        Map<Selector, Object> all = fields.fields();
        List<Object> values = new ArrayList<>();
        boolean isComplete = true;
        for (Key.Part part : key.parts()) {
            isComplete &= mayLookInto(part.selector().header());
            Object value = all.get(part.selector());
            isComplete &= value != null;
            values.add(value instanceof Long number && part.isMasked() ? (Object) (number & part.mask()) : value);
        }
        return isComplete ? Optional.of(values) : Optional.empty();
    }

    /** In the family netdev, a rule that looked at the Ethernet header goes by its type field, which a tag hides. */
    private boolean mayLookInto(String header) {
        if (header.equals("ether")) {
            hasSeenEthernet = true;
        } else if (header.equals("ip") || header.equals("arp")) {
            boolean isHidden = hook.family() == Family.NETDEV && hasSeenEthernet && !isSettled && fields.isTagged();
            isSettled = true;
            return !isHidden;
        }
        return true;
    }

    private Optional<Element> find(List<Object> key, ElementSource source) {
        List<Element> elements = source instanceof ElementSource.Anonymous anonymous
                ? anonymous.elements()
                : table.set(((ElementSource.Named) source).name()).orElseThrow().elements();
        return elements.stream().filter(element -> covers(element, key)).findFirst();
    }

    private static boolean covers(Element element, List<Object> key) {
        for (int i = 0; i < key.size(); i++) {
            if (!covers(element.key().get(i), key.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(Value value, Object field) {
        return value instanceof Range range
                ? (long) field >= range.low() && (long) field <= range.high()
                : ((InterfaceName) value).matches((String) field);
    }
}
