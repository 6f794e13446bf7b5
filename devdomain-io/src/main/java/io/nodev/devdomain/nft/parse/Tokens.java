package io.nodev.devdomain.nft.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a file, one after the other, with variables put in. */
final class Tokens {
    /** Words with a number, a text or a name behind them that is written there (nftables, {@code src/parser_bison.y}). */
    private static final Set<String> NO_VARIABLE_BEHIND = Set.of(
            "/", "@", "comment", "vmap", "map", "size", "packets", "bytes", "bridge", "netdev", "chain", "counter");

    private final Deque<Token> ahead = new ArrayDeque<>();
    private final Deque<Map<String, List<Token>>> scopes = new ArrayDeque<>();
    private final Problems problems;
    private final Deque<Token> open = new ArrayDeque<>();
    private Token closed;
    private Token last = new Token(Token.Kind.NEWLINE, "", 1, 1);

    Tokens(List<Token> tokens, Problems problems) {
        this.ahead.addAll(tokens);
        this.problems = problems;
        enterScope();
    }

    /** Begins a block: what is defined in it is not known behind it. */
    void enterScope() {
        scopes.push(new HashMap<>());
    }

    void leaveScope() {
        scopes.pop();
    }

    void define(Token name, List<Token> value) {
        if (scopes.stream().anyMatch(scope -> scope.containsKey(name.text()))) {
            problems.add(name, "define " + name.text(), "this name is defined already", "take another one");
        }
        scopes.element().put(name.text(), value);
    }

    Token peek() {
        while (ahead.element().is("$")) {
            expand();
        }
        return ahead.element();
    }

    /** The word behind the next one. */
    Token second() {
        Token first = next();
        Token second = peek();
        pushBack(first);
        return second;
    }

    Token next() {
        Token token = peek();
        if (!token.is(Token.Kind.END)) {
            ahead.remove();
        }
        last = token;
        if (token.is("{")) {
            open.push(token);
        } else if (token.is("}")) {
            closed = open.poll();
        }
        return token;
    }

    /** Puts the word that was read last before the next one. */
    void pushBack(Token token) {
        ahead.push(token);
        if (token.is("{")) {
            open.poll();
        } else if (token.is("}") && closed != null) {
            open.push(closed);
        }
    }

    boolean accept(String symbol) {
        boolean isNext = peek().is(symbol);
        if (isNext) {
            next();
        }
        return isNext;
    }

    boolean acceptWord(String word) {
        boolean isNext = peek().isWord(word);
        if (isNext) {
            next();
        }
        return isNext;
    }

    Token expect(String symbol) throws SyntaxException {
        if (!peek().is(symbol)) {
            throw symbol.equals("}") && peek().is(Token.Kind.END) ? unclosed() : unexpected(symbol);
        }
        return next();
    }

    Token expectWord(String word) throws SyntaxException {
        if (!peek().isWord(word)) {
            throw unexpected(word);
        }
        return next();
    }

    private SyntaxException unexpected(String wanted) {
        return new SyntaxException(peek(), '"' + wanted + '"');
    }

    private SyntaxException unclosed() {
        Token brace = open.element();
        return new SyntaxException(
                peek(),
                peek().shown(),
                "expected \"}\"",
                "close the brace of line " + brace.line() + ", column " + brace.column());
    }

    Token expect(Token.Kind kind, String what) throws SyntaxException {
        if (!peek().is(kind)) {
            throw new SyntaxException(peek(), what);
        }
        return next();
    }

    /** A number from 0 to {@code max}. */
    long expectNumber(String what, long max) throws SyntaxException {
        Token token = expect(Token.Kind.NUMBER, what);
        return Numbers.parse(token, what, max);
    }

    void skipNewlines() {
        while (peek().is(Token.Kind.NEWLINE)) {
            next();
        }
    }

    void skipSeparators() {
        while (peek().is(Token.Kind.NEWLINE) || peek().is(";")) {
            next();
        }
    }

    /** The end of a statement; a closing brace needs one before it, as nft has it. */
    void expectEnd() throws SyntaxException {
        if (peek().is(Token.Kind.NEWLINE) || peek().is(";")) {
            next();
        } else if (!peek().is(Token.Kind.END)) {
            throw new SyntaxException(
                    peek(),
                    peek().shown(),
                    "expected end of line or \";\"",
                    "end the statement before it, by a new line or \";\"");
        }
    }

    /** How many blocks are open. */
    int depth() {
        return open.size();
    }

    /** Goes to the end of a statement that began when {@code outer} blocks were open. */
    void recover(int outer) {
        while (!peek().is(Token.Kind.END)) {
            boolean isOutside = depth() <= outer;
            if (isOutside && (peek().is(Token.Kind.NEWLINE) || peek().is(";") || peek().is("}"))) {
                return;
            }
            next();
        }
    }

    private void expand() {
        Token dollar = ahead.remove();
        Token name = ahead.element();
        if (!name.is(Token.Kind.NAME)) {
            problems.add(dollar, "$", NftProblem.EXPECTED + "a variable's name", "write it right behind, as $servers");
            ahead.push(unknown(dollar, ""));
            return;
        }
        ahead.remove();
        for (Map<String, List<Token>> scope : scopes) {
            if (scope.containsKey(name.text())) {
                put(dollar, name, scope.get(name.text()));
                return;
            }
        }
        Set<String> known = new HashSet<>();
        scopes.forEach(scope -> known.addAll(scope.keySet()));
        problems.add(
                dollar,
                "$" + name.text(),
                "nothing is defined under this name before this line",
                KnownNames.advice(known, name.text(), "write \"define " + name.text() + " = VALUE\" before it"));
        ahead.push(unknown(dollar, name.text()));
    }

    private void put(Token dollar, Token name, List<Token> value) {
        boolean isWord = last.is(Token.Kind.NAME) || last.is(Token.Kind.SYMBOL);
        if (isWord && NO_VARIABLE_BEHIND.contains(last.text())) {
            problems.add(
                    dollar,
                    "$" + name.text(),
                    "no variable is put in behind \"" + last.text() + '"',
                    "write what it stands for");
            ahead.push(unknown(dollar, name.text()));
            return;
        }
        for (int i = value.size() - 1; i >= 0; i--) {
            ahead.push(value.get(i).at(dollar));
        }
    }

    private static Token unknown(Token dollar, String name) {
        return new Token(Token.Kind.UNKNOWN, "$" + name, dollar.line(), dollar.column());
    }
}
