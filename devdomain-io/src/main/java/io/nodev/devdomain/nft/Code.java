package io.nodev.devdomain.nft;

/**
 * Compiled rules, and what they refer to by number.
 *
 * @param words the instructions, as {@link Instruction} lays them out
 * @param keys what look-ups take from a frame
 * @param tables sets and maps
 * @param data of each map, for each element, its verdict, address or interface
 * @param counters the counters
 * @param indices of chains with many rules
 */
record Code(
        long[] words,
        FieldKey[] keys,
        LookupTable[] tables,
        long[][] data,
        FrameCounter[] counters,
        ChainIndex[] indices) {
    /** Runs a base chain; the verdict is one of {@link Firewall}'s. */
    int run(int start, boolean drops, FrameContext frame) {
        frame.depth = 0;
        int at = start;
        while (at >= 0) {
            long word = words[at];
            int operation = Instruction.operation(word);
            if (operation == Instruction.MATCH) {
                at = matches(at, word, frame) ? at + Instruction.WORDS : Instruction.next(word);
            } else if (operation == Instruction.SELECT) {
                at = indices[(int) words[at + 2]].select(frame, (int) words[at + 3], at + Instruction.WORDS);
            } else if (operation < Instruction.VERDICT) {
                at = act(operation, at, frame) ? at + Instruction.WORDS : Instruction.next(word);
            } else {
                long verdict = verdict(operation, at, frame);
                if (verdict >= 0 && Verdicts.kind(verdict) <= Verdicts.FORWARD) {
                    return Verdicts.kind(verdict);
                }
                at = follow(verdict, Instruction.next(word), frame);
            }
        }
        return drops ? Firewall.DROP : Firewall.ACCEPT;
    }

    private boolean matches(int at, long word, FrameContext frame) {
        int field = Instruction.argument(word);
        if (!frame.has(1 << field)) {
            return false;
        }
        long value = frame.fields[field] & words[at + 1];
        return (value >= words[at + 2] && value <= words[at + 3]) != Instruction.isNegated(word);
    }

    /** Does what gives no verdict; returns whether the rule goes on. */
    private boolean act(int operation, int at, FrameContext frame) {
        switch (operation) {
            case Instruction.MEMBER -> {
                return isMember(at, frame);
            }
            case Instruction.COUNT -> {
                counters[(int) words[at + 2]].count(frame.lengthHere());
                return true;
            }
            case Instruction.HOST -> {
                frame.makeForHost();
                return true;
            }
            default -> {
                return rewrite(operation, at, frame);
            }
        }
    }

    private boolean isMember(int at, FrameContext frame) {
        FieldKey key = keys[(int) words[at + 3]];
        return key.load(frame) && tables[(int) words[at + 2]].find(frame.key) >= 0 != Instruction.isNegated(words[at]);
    }

    private boolean rewrite(int operation, int at, FrameContext frame) {
        AddressField field = AddressField.at(Instruction.argument(words[at]));
        long address = operation == Instruction.REWRITE ? words[at + 2] : lookUp(at, frame);
        if (address < 0 || !frame.has((int) words[at + 1])) {
            return false;
        }
        frame.rewrite(field, address);
        return true;
    }

    private long verdict(int operation, int at, FrameContext frame) {
        if (operation == Instruction.VERDICT) {
            return words[at + 2];
        }
        if (operation == Instruction.VERDICT_MAP) {
            return lookUp(at, frame);
        }
        long name = operation == Instruction.FORWARD ? words[at + 2] : lookUp(at, frame);
        if (name < 0) {
            return Verdicts.NONE;
        }
        frame.forward((int) name);
        return Verdicts.FORWARD;
    }

    /** Where to go on after a verdict that does not end the base chain; negative at its end. */
    private static int follow(long verdict, int next, FrameContext frame) {
        if (verdict < 0) {
            return next;
        }
        switch (Verdicts.kind(verdict)) {
            case Verdicts.JUMP -> {
                frame.returns[frame.depth++] = next;
                return Verdicts.start(verdict);
            }
            case Verdicts.GOTO -> {
                return Verdicts.start(verdict);
            }
            default -> {
                return frame.depth == 0 ? -1 : frame.returns[--frame.depth];
            }
        }
    }

    /** What a map has for a frame, or -1. */
    private long lookUp(int at, FrameContext frame) {
        if (!keys[(int) words[at + 3]].load(frame)) {
            return -1;
        }
        int table = (int) words[at + 2];
        int element = tables[table].find(frame.key);
        return element < 0 ? -1 : data[table][element];
    }
}
