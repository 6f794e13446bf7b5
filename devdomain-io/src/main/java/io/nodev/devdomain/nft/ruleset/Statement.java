package io.nodev.devdomain.nft.ruleset;

/** One step of a rule. A match that fails ends the rule; everything before it has happened. */
public sealed interface Statement
        permits Statement.Match,
                Statement.Count,
                Statement.CountNamed,
                Statement.VerdictMap,
                Statement.Rewrite,
                Statement.SetHost,
                Statement.Forward,
                Verdict {
    /**
     * Goes on with the rule if a field is, or is not, what the operand says.
     *
     * @param key the field, or fields for a set of concatenations
     * @param isNegated whether what is not in the operand matches; a field the frame does not have matches neither way
     * @param operand what it is compared with
     */
    record Match(Key key, boolean isNegated, Operand operand) implements Statement {
        @Override
        public String toString() {
            boolean isMasked = key.parts().get(key.parts().size() - 1).isMasked();
            return key + (isNegated ? " != " : isMasked ? " == " : " ") + operand;
        }
    }

    /**
     * Counts frames and bytes.
     *
     * @param packets where the count of frames starts
     * @param bytes where the count of bytes starts
     */
    record Count(long packets, long bytes) implements Statement {
        @Override
        public String toString() {
            return packets == 0 && bytes == 0 ? "counter" : "counter packets " + packets + " bytes " + bytes;
        }
    }

    /**
     * Counts frames and bytes in a counter of the table.
     *
     * @param name the counter's name
     */
    record CountNamed(String name) implements Statement {
        @Override
        public String toString() {
            return "counter name \"" + name + '"';
        }
    }

    /**
     * Looks a verdict up; without an element for the key, the rule ends.
     *
     * @param key what is looked up
     * @param map where
     */
    record VerdictMap(Key key, ElementSource map) implements Statement {
        @Override
        public String toString() {
            return key + " vmap " + map;
        }
    }

    /**
     * Puts another hardware address into the frame.
     *
     * @param target which one
     * @param source the new one
     */
    record Rewrite(Target target, DataSource source) implements Statement {
        /** The addresses that can be set. */
        public enum Target {
            /** Source of the Ethernet header. */
            ETHER_SADDR("ether saddr"),
            /** Destination of the Ethernet header. */
            ETHER_DADDR("ether daddr"),
            /** Sender's hardware address of an ARP packet. */
            ARP_SADDR_ETHER("arp saddr ether"),
            /** Target's hardware address of an ARP packet. */
            ARP_DADDR_ETHER("arp daddr ether");

            private final String text;

            Target(String text) {
                this.text = text;
            }

            /** Its text in the language. */
            @Override
            public String toString() {
                return text;
            }
        }

        @Override
        public String toString() {
            return target + " set " + source;
        }
    }

    /** Makes the device domain's own stack take the frame as its own, if it gets there. */
    record SetHost() implements Statement {
        @Override
        public String toString() {
            return "meta pkttype set host";
        }
    }

    /**
     * Sends the frame out by another interface, which ends it here.
     *
     * @param source that interface
     */
    record Forward(DataSource source) implements Statement {
        @Override
        public String toString() {
            return "fwd to " + source;
        }
    }
}
