package io.nodev.devdomain.nft.parse;

/** What tables and chains have in common: items between braces, each of which may be wrong without hiding the next. */
final class Block {
    private Block() {}

    /** Reads one item, without what ends it. */
    @FunctionalInterface
    interface Item {
        void read() throws SyntaxException;
    }

    /** Reads items from the brace to its partner; what is wrong with one is added to the problems. */
    static void read(Tokens tokens, Problems problems, Item item) throws SyntaxException {
        tokens.expect("{");
        tokens.enterScope();
        int outer = tokens.depth();
        tokens.skipSeparators();
        while (!tokens.peek().is("}") && !tokens.peek().is(Token.Kind.END)) {
            try {
                item.read();
                tokens.expectEnd();
            } catch (SyntaxException e) {
                problems.add(e);
                tokens.recover(outer);
            }
            tokens.skipSeparators();
        }
        tokens.leaveScope();
        tokens.expect("}");
    }
}
