package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.parse.ElementReader.Placed;
import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Selector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the declaration of a set or map. */
final class SetReader {
    private static final String KNOWN =
            "a set or map has type, typeof, flags constant and interval, auto-merge, size, comment and elements";

    private final Tokens tokens;
    private final TableDraft table;
    private final Problems problems;
    private final ElementReader elementReader;
    private final KeyReader keys;
    private final boolean isMap;
    private final Set<NamedSet.Flag> flags = EnumSet.noneOf(NamedSet.Flag.class);
    private NamedSet.Type type;
    private OptionalInt size = OptionalInt.empty();
    private Optional<String> comment = Optional.empty();
    private Optional<Token> autoMerge = Optional.empty();
    private List<Placed> elements = List.of();

    SetReader(Tokens tokens, TableDraft table, Problems problems, boolean isMap) {
        this.tokens = tokens;
        this.table = table;
        this.problems = problems;
        this.isMap = isMap;
        ValueReader values = new ValueReader(tokens);
        this.elementReader = new ElementReader(tokens, values, new VerdictReader(tokens, table));
        this.keys = new KeyReader(tokens, values, new RuleProtocols());
    }

    /** Reads from the brace to its partner. */
    void read(Token name) throws SyntaxException {
        tokens.expect("{");
        tokens.skipSeparators();
        while (!tokens.peek().is("}") && !tokens.peek().is(Token.Kind.END)) {
            readItem(tokens.next());
            tokens.expectEnd();
            tokens.skipSeparators();
        }
        tokens.expect("}");
        if (type == null) {
            throw new SyntaxException(
                    name,
                    name.text(),
                    "does not say of what",
                    "add a line as \"type " + (isMap ? "ipv4_addr : verdict" : "ipv4_addr") + "\" before the elements");
        }
        if (size.isPresent() && elements.size() > size.getAsInt()) {
            throw new SyntaxException(
                    name, name.text(), "has more elements than its size", "write size " + elements.size() + " or more");
        }
        add(name);
    }

    private void add(Token name) {
        boolean hasIntervals = flags.contains(NamedSet.Flag.INTERVAL);
        boolean hasOverlaps = autoMerge.isPresent() && type.key().size() == 1;
        if (autoMerge.isPresent() && !hasIntervals) {
            problems.add(
                    autoMerge.get(),
                    "auto-merge",
                    "only a set with \"flags interval\" has it",
                    "add the line \"flags interval\", or leave auto-merge out");
        }
        List<Element> checked = new Overlaps(problems).check(elements, new Overlaps.Policy(hasIntervals, hasOverlaps));
        NamedSet set = new NamedSet(name.text(), type, flags, size, comment, checked);
        if (table.sets.put(name.text(), set) != null) {
            problems.add(name, name.text(), "a set or map of this name is there already", "put all elements in one");
        }
    }

    private void readItem(Token word) throws SyntaxException {
        switch (word.is(Token.Kind.NAME) ? word.text() : "") {
            case "type" -> readType();
            case "typeof" -> readTypeof();
            case "flags" -> readFlags();
            case "auto-merge" -> readAutoMerge(word);
            case "size" -> size = OptionalInt.of((int) tokens.expectNumber("a number of elements", Integer.MAX_VALUE));
            case "comment" -> {
                tokens.pushBack(word);
                comment = Comments.readOnce(tokens, comment);
            }
            case "elements" -> readElements(word);
            default ->
                throw new SyntaxException(
                        word,
                        word.shown(),
                        "is not known here",
                        Unsupported.advice(word.text()).orElse(KNOWN));
        }
    }

    private void readAutoMerge(Token word) throws SyntaxException {
        if (isMap) {
            throw new SyntaxException(
                    word,
                    word.text(),
                    "only a set has it",
                    "leave it out, and no key in more than one element of the map");
        }
        autoMerge = Optional.of(word);
        flags.add(NamedSet.Flag.AUTO_MERGE);
    }

    private void readType() throws SyntaxException {
        List<DataType> key = new ArrayList<>();
        do {
            key.add(readDataType(tokens.next(), false));
        } while (tokens.accept("."));
        type = new NamedSet.Type(List.of(), key, readData());
    }

    private void readTypeof() throws SyntaxException {
        Token start = tokens.peek();
        if (!KeyReader.isStart(start)) {
            throw new SyntaxException(start, "what a rule can look at, as ip saddr");
        }
        List<Selector> selectors =
                keys.read().parts().stream().map(part -> part.selector()).toList();
        type = new NamedSet.Type(
                selectors, selectors.stream().map(Selector::type).toList(), readData());
    }

    private Optional<DataType> readData() throws SyntaxException {
        if (!isMap) {
            return Optional.empty();
        }
        tokens.expect(":");
        Token start = tokens.next();
        if (start.isWord("meta") && tokens.acceptWord("oif") || start.isWord("oif")) {
            return Optional.of(DataType.IFACE_INDEX);
        }
        if (start.isWord("ether") && (tokens.acceptWord("saddr") || tokens.acceptWord("daddr"))) {
            return Optional.of(DataType.ETHER_ADDR);
        }
        return Optional.of(readDataType(start, true));
    }

    private static DataType readDataType(Token token, boolean isData) throws SyntaxException {
        DataType type = DataType.of(token.text()).orElse(DataType.LENGTH);
        boolean isForData = type == DataType.VERDICT || type == DataType.IFACE_INDEX || type == DataType.ETHER_ADDR;
        boolean isForKeys = !type.isOnlyOfFields() && type != DataType.VERDICT && type != DataType.IFACE_INDEX;
        if (isData && !isForData) {
            throw new SyntaxException(token, "the type of a map's data: verdict, ether_addr or iface_index");
        }
        if (!isData && !isForKeys) {
            throw new SyntaxException(
                    token,
                    "a type: ifname, ether_addr, ether_type, ipv4_addr, inet_proto, inet_service or arp_op; for numbers,"
                            + " \"typeof meta length\" or \"typeof ip frag-off\"");
        }
        return type;
    }

    private void readFlags() throws SyntaxException {
        do {
            Token flag = tokens.next();
            switch (flag.text()) {
                case "constant" -> flags.add(NamedSet.Flag.CONSTANT);
                case "interval" -> flags.add(NamedSet.Flag.INTERVAL);
                default ->
                    throw new SyntaxException(
                            flag, "flags " + flag.shown(), "is not known here", "the flags are constant and interval");
            }
        } while (tokens.accept(","));
    }

    private void readElements(Token word) throws SyntaxException {
        if (type == null) {
            throw new SyntaxException(
                    word,
                    "elements",
                    "the type comes before the elements",
                    "add a line as \"type " + (isMap ? "ipv4_addr : verdict" : "ipv4_addr") + "\" before it");
        }
        tokens.expect("=");
        elements = elementReader.read(type.key(), type.data());
    }
}
