package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Datum;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the elements of sets and maps between braces. */
final class ElementReader {
    /** The most lists one within the other, as variables within variables make them. */
    private static final int MAX_DEPTH = 16;

    private final Tokens tokens;
    private final ValueReader values;
    private final VerdictReader verdicts;

    ElementReader(Tokens tokens, ValueReader values, VerdictReader verdicts) {
        this.tokens = tokens;
        this.values = values;
        this.verdicts = verdicts;
    }

    /** Elements and where each is written. */
    record Placed(Token at, Element element) {}

    /**
     * All elements of a list; a list in the list, as a variable may hold one, is taken apart.
     *
     * @param key the types of the parts of a key
     * @param data the type of what a map gives; empty for a set
     */
    List<Placed> read(List<DataType> key, Optional<DataType> data) throws SyntaxException {
        List<Placed> elements = new ArrayList<>();
        read(key, data, elements, 1);
        return elements;
    }

    private void read(List<DataType> key, Optional<DataType> data, List<Placed> elements, int depth)
            throws SyntaxException {
        Token brace = tokens.expect("{");
        if (depth > MAX_DEPTH) {
            throw new SyntaxException(
                    brace,
                    "{",
                    "is the " + depth + "th list one within the other, of at most " + MAX_DEPTH,
                    "write the elements in one list");
        }
        tokens.skipNewlines();
        do {
            tokens.skipNewlines();
            if (tokens.peek().is("}") && !elements.isEmpty()) {
                break;
            }
            if (tokens.peek().is("{")) {
                read(key, data, elements, depth + 1);
            } else {
                elements.add(new Placed(tokens.peek(), readElement(key, data)));
            }
            tokens.skipNewlines();
        } while (tokens.accept(","));
        tokens.expect("}");
    }

    private Element readElement(List<DataType> key, Optional<DataType> data) throws SyntaxException {
        Token start = tokens.peek();
        if (start.is("*")) {
            throw new SyntaxException(
                    start, "element *", "an element for every other key is not known here", "add a rule");
        }
        List<Value> parts = new ArrayList<>();
        for (DataType type : key) {
            if (!parts.isEmpty()) {
                tokens.expect(".");
            }
            parts.add(values.read(type));
        }
        Optional<String> comment = tokens.acceptWord("comment") ? Optional.of(Comments.read(tokens)) : Optional.empty();
        if (data.isEmpty()) {
            return new Element(parts, Optional.empty(), comment);
        }
        tokens.expect(":");
        Datum datum = data.get() == DataType.VERDICT ? verdicts.read() : values.readOne(data.get());
        return new Element(parts, Optional.of(datum), comment);
    }
}
