package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.NamedCounter;
import io.nodev.devdomain.nft.ruleset.Statement;
import java.util.Optional;

/** Reads the block of a table. */
final class TableReader {
    private final Tokens tokens;
    private final TableDraft table;
    private final Problems problems;

    TableReader(Tokens tokens, TableDraft table, Problems problems) {
        this.tokens = tokens;
        this.table = table;
        this.problems = problems;
    }

    /** Reads from the brace to its partner. */
    void read() throws SyntaxException {
        Block.read(tokens, problems, this::readItem);
    }

    private void readItem() throws SyntaxException {
        Token word = tokens.peek();
        switch (word.is(Token.Kind.NAME) ? word.text() : "") {
            case "chain" -> readChain();
            case "set" -> readSet(false);
            case "map" -> readSet(true);
            case "counter" -> readCounter();
            case "comment" -> {
                table.comment = Comments.readOnce(tokens, table.comment);
            }
            case "define" -> Defines.read(tokens);
            default -> {
                tokens.next();
                throw new SyntaxException(
                        word,
                        word.shown(),
                        "is not known here",
                        "a table has chain, set, map, counter, comment and define");
            }
        }
    }

    private void readChain() throws SyntaxException {
        tokens.next();
        Token name = Identifiers.read(tokens, "a chain");
        new ChainReader(tokens, table, problems, table.chain(name)).read();
    }

    private void readSet(boolean isMap) throws SyntaxException {
        tokens.next();
        Token name = Identifiers.read(tokens, isMap ? "a map" : "a set");
        new SetReader(tokens, table, problems, isMap).read(name);
    }

    private void readCounter() throws SyntaxException {
        tokens.next();
        Token name = Identifiers.read(tokens, "a counter");
        tokens.expect("{");
        Statement.Count start = new Statement.Count(0, 0);
        Optional<String> comment = Optional.empty();
        tokens.skipSeparators();
        while (!tokens.peek().is("}") && !tokens.peek().is(Token.Kind.END)) {
            if (tokens.peek().isWord("comment")) {
                comment = Comments.readOnce(tokens, comment);
            } else if (tokens.peek().isWord("packets")) {
                start = RuleReader.readCount(tokens);
            } else {
                throw new SyntaxException(tokens.peek(), "packets NUMBER bytes NUMBER, or a comment");
            }
            if (!tokens.peek().is("}")) {
                tokens.expectEnd();
            }
            tokens.skipSeparators();
        }
        tokens.expect("}");
        if (table.counters.put(name.text(), new NamedCounter(name.text(), start, comment)) != null) {
            problems.add(name, name.text(), "a counter of this name is there already", "take another name");
        }
    }
}
