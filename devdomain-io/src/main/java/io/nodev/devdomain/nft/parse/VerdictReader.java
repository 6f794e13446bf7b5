package io.nodev.devdomain.nft.parse;

import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.Map;

/** Reads verdicts. */
final class VerdictReader {
    private static final Map<String, Verdict.Kind> KINDS = Map.of(
            "accept", Verdict.Kind.ACCEPT,
            "drop", Verdict.Kind.DROP,
            "return", Verdict.Kind.RETURN,
            "jump", Verdict.Kind.JUMP,
            "goto", Verdict.Kind.GOTO);

    private final Tokens tokens;
    private final TableDraft table;

    VerdictReader(Tokens tokens, TableDraft table) {
        this.tokens = tokens;
        this.table = table;
    }

    static boolean isStart(Token token) {
        return token.is(Token.Kind.NAME) && KINDS.containsKey(token.text());
    }

    Verdict read() throws SyntaxException {
        Token token = tokens.next();
        if (!isStart(token)) {
            throw new SyntaxException(token, "a verdict: accept, drop, return, jump CHAIN or goto CHAIN");
        }
        Verdict verdict = Verdict.of(KINDS.get(token.text()));
        if (verdict.hasChain()) {
            Token chain = tokens.expect(Token.Kind.NAME, "the name of a chain");
            verdict = new Verdict(verdict.kind(), chain.text());
        }
        table.places.put(verdict, token);
        return verdict;
    }
}
