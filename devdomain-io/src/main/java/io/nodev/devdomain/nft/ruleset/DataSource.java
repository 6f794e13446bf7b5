package io.nodev.devdomain.nft.ruleset;

/** Where a statement's argument comes from: it is written there, or looked up. */
public sealed interface DataSource {
    /**
     * An argument that is written there.
     *
     * @param value one address or one interface
     */
    record Constant(Value value) implements DataSource {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * An argument that is looked up; without an element for the key, the rule ends.
     *
     * @param key what is looked up
     * @param map where
     */
    record Lookup(Key key, ElementSource map) implements DataSource {
        @Override
        public String toString() {
            return key + " map " + map;
        }
    }
}
