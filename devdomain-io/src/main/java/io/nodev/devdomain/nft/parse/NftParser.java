package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a firewall file as {@code nft -f} takes it. The file stands for everything that is in force: it is read as if
 * nothing had been there before, whether or not it begins with {@code flush ruleset}.
 */
public final class NftParser {
    private static final String KNOWN = "a file has table, define, add table, delete table, flush table, flush ruleset";

    private final Tokens tokens;
    private final Problems problems;
    private final Map<String, TableDraft> tables = new LinkedHashMap<>();

    private NftParser(String text, Problems problems) {
        this.problems = problems;
        this.tokens = new Tokens(new Lexer(text, problems).read(), problems);
    }

    /**
     * Reads a file.
     *
     * @param file the file's name, for messages
     * @param text what is in it
     * @throws NftException if something in it is wrong or outside the language as it is here; it holds every problem
     */
    public static NftRuleset parse(String file, String text) throws NftException {
        Problems problems = new Problems(file);
        NftRuleset ruleset = new NftParser(text, problems).read();
        problems.throwIfAny();
        return ruleset;
    }

    private NftRuleset read() {
        tokens.skipSeparators();
        while (!tokens.peek().is(Token.Kind.END)) {
            try {
                readCommand();
                tokens.expectEnd();
            } catch (SyntaxException e) {
                problems.add(e);
                skipCommand();
            }
            tokens.skipSeparators();
        }
        for (TableDraft table : tables.values()) {
            new References(table, problems).check();
            new Jumps(table, problems).check();
        }
        return new NftRuleset(tables.values().stream().map(TableDraft::finish).toList());
    }

    private void skipCommand() {
        tokens.recover(0);
        while (tokens.accept("}")) {
            tokens.recover(0);
        }
    }

    private void readCommand() throws SyntaxException {
        Token word = tokens.peek();
        switch (word.is(Token.Kind.NAME) ? word.text() : "") {
            case "define" -> Defines.read(tokens);
            case "table" -> readTable();
            case "add", "flush", "delete" -> readTableCommand(tokens.next());
            default -> {
                tokens.next();
                throw new SyntaxException(
                        word,
                        word.shown(),
                        "is not known here",
                        Unsupported.advice(word.text()).orElse(KNOWN));
            }
        }
    }

    private void readTableCommand(Token command) throws SyntaxException {
        Token object = tokens.peek();
        String both = command.text() + " " + object.shown();
        switch (both) {
            case "flush ruleset" -> {
                tokens.next();
                Optional<Family> family = tokens.peek().isEnd() ? Optional.empty() : Optional.of(readFamily());
                tables.values().removeIf(table -> family.isEmpty() || family.get() == table.family);
            }
            case "add table" -> readTable();
            case "delete table", "flush table" -> change(command);
            default ->
                throw new SyntaxException(
                        command, both, "is not known here", "write what is added into the block of its table");
        }
    }

    private void change(Token command) throws SyntaxException {
        tokens.next();
        Family family = readFamily();
        Token name = Identifiers.read(tokens, "a table");
        TableDraft table = tables.get(family + " " + name.text());
        if (table == null) {
            throw new SyntaxException(
                    name,
                    command.text() + " table " + family + " " + name.text(),
                    "there is no such table yet",
                    KnownNames.advice(
                            tables.keySet(),
                            family + " " + name.text(),
                            "write \"table " + family + " " + name.text() + "\" before it"));
        }
        if (command.isWord("delete")) {
            tables.remove(family + " " + name.text());
        } else {
            table.clearRules();
        }
    }

    private void readTable() throws SyntaxException {
        tokens.expectWord("table");
        Family family = readFamily();
        Token name = Identifiers.read(tokens, "a table");
        TableDraft table =
                tables.computeIfAbsent(family + " " + name.text(), key -> new TableDraft(family, name.text()));
        if (tokens.peek().is("{")) {
            new TableReader(tokens, table, problems).read();
        }
    }

    private Family readFamily() throws SyntaxException {
        Token token = tokens.peek();
        for (Family family : Family.values()) {
            if (tokens.acceptWord(family.toString())) {
                return family;
            }
        }
        throw new SyntaxException(
                token,
                token.shown(),
                "the families here are bridge and netdev",
                "write bridge, for what passes between ports, or netdev, for an interface");
    }
}
