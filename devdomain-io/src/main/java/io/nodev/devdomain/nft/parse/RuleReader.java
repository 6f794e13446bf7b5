package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.ElementReader.Placed;
import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Operand;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Statement.Rewrite.Target;
import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one rule. */
final class RuleReader {
    private static final String KNOWN =
            "a rule has matches, counter, comment, accept, drop, return, jump, goto, vmap, set and fwd";

    private final Tokens tokens;
    private final TableDraft table;
    private final ValueReader values;
    private final VerdictReader verdicts;
    private final ElementReader elements;
    private final Overlaps overlaps;
    private final RuleProtocols protocols = new RuleProtocols();
    private final KeyReader keys;
    private final List<Statement> statements = new ArrayList<>();

    RuleReader(Tokens tokens, TableDraft table, Overlaps overlaps) {
        this.tokens = tokens;
        this.table = table;
        this.overlaps = overlaps;
        this.values = new ValueReader(tokens);
        this.verdicts = new VerdictReader(tokens, table);
        this.elements = new ElementReader(tokens, values, verdicts);
        this.keys = new KeyReader(tokens, values, protocols);
    }

    /** Statements up to the end of the line, a semicolon or a brace; the comment is the last. */
    Rule read() throws SyntaxException {
        while (!tokens.peek().isEnd()) {
            if (tokens.acceptWord("comment")) {
                String comment = Comments.read(tokens);
                if (!tokens.peek().isEnd()) {
                    throw new SyntaxException(
                            tokens.peek(),
                            tokens.peek().shown(),
                            "expected the end of the rule behind its comment",
                            "put the comment at the end of the rule");
                }
                return new Rule(statements, Optional.of(comment));
            }
            Token start = tokens.peek();
            if (!statements.isEmpty() && isTerminal(statements.get(statements.size() - 1))) {
                throw new SyntaxException(
                        start,
                        start.shown(),
                        "is never reached, as the statement before it ends the rule",
                        "put it before that one, or into a rule of its own");
            }
            Statement statement = readStatement();
            table.places.putIfAbsent(statement, start);
            statements.add(statement);
        }
        return new Rule(statements, Optional.empty());
    }

    private static boolean isTerminal(Statement statement) {
        return statement instanceof Verdict || statement instanceof Statement.Forward;
    }

    private Statement readStatement() throws SyntaxException {
        Token start = tokens.peek();
        if (VerdictReader.isStart(start)) {
            return verdicts.read();
        }
        if (tokens.acceptWord("counter")) {
            return readCounter();
        }
        if (tokens.acceptWord("fwd")) {
            return readForward(start);
        }
        if (start.isWord("meta") && tokens.second().isWord("pkttype")) {
            return readPacketType(start);
        }
        if (KeyReader.isStart(start)) {
            return readKeyed(start);
        }
        String what = tokens.next().shown();
        boolean isPair = start.is(Token.Kind.NAME) && tokens.peek().is(Token.Kind.NAME);
        String construct = isPair ? what + " " + tokens.peek().text() : what;
        throw new SyntaxException(
                start,
                construct,
                "is not known here",
                Unsupported.advice(construct).orElse(KNOWN));
    }

    private Statement readCounter() throws SyntaxException {
        if (tokens.acceptWord("name")) {
            Token name = tokens.next();
            if (!name.is(Token.Kind.QUOTED) && !name.is(Token.Kind.NAME)) {
                throw new SyntaxException(name, "the name of a counter");
            }
            table.counterUses.add(new TableDraft.CounterUse(name, name.text()));
            return new Statement.CountNamed(name.text());
        }
        return readCount(tokens);
    }

    /** What a counter starts from: {@code packets 1 bytes 60}, or nothing. */
    static Statement.Count readCount(Tokens tokens) throws SyntaxException {
        if (!tokens.acceptWord("packets")) {
            return new Statement.Count(0, 0);
        }
        long packets = tokens.expectNumber("a number of packets", Long.MAX_VALUE);
        tokens.expectWord("bytes");
        return new Statement.Count(packets, tokens.expectNumber("a number of bytes", Long.MAX_VALUE));
    }

    private Statement readForward(Token start) throws SyntaxException {
        if (table.family != Family.NETDEV) {
            throw new SyntaxException(
                    start,
                    "fwd",
                    "only chains of the family netdev forward to an interface",
                    "write accept, and the bridge finds the port, or put the rule into a table netdev");
        }
        tokens.expectWord("to");
        return new Statement.Forward(readSource(DataType.IFACE_INDEX));
    }

    private Statement readPacketType(Token start) throws SyntaxException {
        tokens.next();
        tokens.next();
        if (!tokens.acceptWord("set") || !tokens.acceptWord("host")) {
            throw new SyntaxException(
                    start, "meta pkttype", "can only be set, and only to host", "write meta pkttype set host");
        }
        return new Statement.SetHost();
    }

    private Statement readKeyed(Token start) throws SyntaxException {
        if (start.isWord("arp") && tokens.second().is(Token.Kind.NAME)) {
            Optional<Statement> rewrite = tryArpRewrite();
            if (rewrite.isPresent()) {
                return rewrite.get();
            }
        }
        Key key = keys.read();
        if (tokens.acceptWord("set")) {
            return new Statement.Rewrite(targetOf(start, key), readSource(DataType.ETHER_ADDR));
        }
        if (tokens.acceptWord("vmap")) {
            return new Statement.VerdictMap(key, readElements(key, Optional.of(DataType.VERDICT)));
        }
        return readMatch(start, key);
    }

    private Optional<Statement> tryArpRewrite() throws SyntaxException {
        Token arp = tokens.next();
        Token side = tokens.next();
        boolean isRewrite = tokens.peek().isWord("ether");
        if (!isRewrite) {
            tokens.pushBack(side);
            tokens.pushBack(arp);
            return Optional.empty();
        }
        tokens.next();
        protocols.look(arp, Selector.ARP_OPERATION);
        if (!tokens.acceptWord("set")) {
            throw new SyntaxException(
                    arp,
                    "arp " + side.text() + " ether",
                    "can only be set",
                    "write arp " + side.text() + " ether set ADDRESS, or compare arp " + side.text() + " ip");
        }
        for (Target target : List.of(Target.ARP_SADDR_ETHER, Target.ARP_DADDR_ETHER)) {
            if (target.toString().equals("arp " + side.text() + " ether")) {
                return Optional.of(new Statement.Rewrite(target, readSource(DataType.ETHER_ADDR)));
            }
        }
        throw new SyntaxException(side, "saddr or daddr");
    }

    private static Target targetOf(Token start, Key key) throws SyntaxException {
        for (Target target : Target.values()) {
            if (target.toString().equals(key.toString())) {
                return target;
            }
        }
        throw new SyntaxException(
                start,
                key + " set",
                "cannot be set",
                "these can: ether saddr, ether daddr, arp saddr ether, arp daddr ether, meta pkttype");
    }

    private DataSource readSource(DataType type) throws SyntaxException {
        boolean isLookup = KeyReader.isStart(tokens.peek()) && isKey(tokens.second());
        if (!isLookup) {
            return new DataSource.Constant(values.readOne(type));
        }
        Key key = keys.read();
        tokens.expectWord("map");
        return new DataSource.Lookup(key, readElements(key, Optional.of(type)));
    }

    /** Whether the word behind a selector's first one shows that it is no interface of that name. */
    private static boolean isKey(Token second) {
        return second.is(Token.Kind.NAME) && !second.isWord("comment") || second.is(".") || second.is("&");
    }

    private static List<Selector> selectors(Key key) {
        return key.parts().stream().map(Key.Part::selector).toList();
    }

    private ElementSource readElements(Key key, Optional<DataType> data) throws SyntaxException {
        if (tokens.accept("@")) {
            Token name = tokens.expect(Token.Kind.NAME, "the name of a set or map");
            table.setUses.add(new TableDraft.SetUse(name, name.text(), selectors(key), data));
            return new ElementSource.Named(name.text());
        }
        if (!tokens.peek().is("{")) {
            throw new SyntaxException(tokens.peek(), "elements between braces, or @ and the name of a set or map");
        }
        List<Placed> placed = elements.read(key.types(), data);
        return new ElementSource.Anonymous(overlaps.check(placed, Overlaps.Policy.anonymous(key, data)));
    }

    private Statement readMatch(Token start, Key key) throws SyntaxException {
        boolean isNegated = tokens.accept("!=") || tokens.acceptWord("ne");
        if (!isNegated && !tokens.accept("==")) {
            tokens.acceptWord("eq");
        }
        Operand operand = readOperand(start, key, isNegated);
        protocols.match(key, isNegated, operand);
        return new Statement.Match(key, isNegated, operand);
    }

    private Operand readOperand(Token start, Key key, boolean isNegated) throws SyntaxException {
        if (tokens.peek().is("{") || tokens.peek().is("@")) {
            return readElements(key, Optional.empty());
        }
        if (key.parts().size() > 1) {
            throw new SyntaxException(
                    tokens.peek().is(Token.Kind.UNKNOWN) ? tokens.peek() : start,
                    key.toString(),
                    "several fields are compared with a set only",
                    "write { " + ValueReader.example(key) + " } behind it, or @ and a set's name");
        }
        DataType type = key.types().get(0);
        Optional<Comparison> comparison = isNegated ? Optional.empty() : Comparison.read(tokens);
        boolean isMasked = key.parts().get(0).isMasked();
        if (comparison.isPresent()) {
            return comparison.get().range(start, key.parts().get(0), values);
        }
        Token at = tokens.peek();
        Operand value = values.read(type);
        if (isMasked && ((Range) value).isInterval()) {
            throw new SyntaxException(
                    at,
                    value.toString(),
                    "what is masked is compared with one value or a set",
                    "write one value, or { ... }");
        }
        return value;
    }
}
