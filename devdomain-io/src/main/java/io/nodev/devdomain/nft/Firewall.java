package io.nodev.devdomain.nft;

import io.nodev.common.classifier.OffPath;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The firewall of one bridge: a ruleset in force, its counters, and the names of interfaces as numbers.
 *
 * <p>{@link FrameContext#begin} and {@link #evaluate} are for the thread that moves the frames; everything else may be
 * called by any thread. Without a ruleset every frame is accepted.
 */
public final class Firewall {
    /** The hook lets the frame pass. */
    public static final int ACCEPT = 0;

    /** The frame ends here. */
    public static final int DROP = 1;

    /** The frame leaves by {@link FrameContext#forwardTo} and nowhere else. Netdev hooks only. */
    public static final int FORWARD = 2;

    /** The number of no interface. */
    public static final int NO_INTERFACE = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>(List.of(""));
    /** From so many rules on a chain has an index. */
    private static final int MANY = 8;

    private final Executor offPath;
    private final int many;
    private volatile Program program = new Compiler(NftRuleset.EMPTY, this, Map.of()).compile();

    /** A firewall that makes indices in the thread that others do it in. */
    public Firewall() {
        this(OffPath.executor());
    }

    /** The same, with another thread to make indices in; it may take its time, or never run. */
    public Firewall(Executor offPath) {
        this(offPath, MANY);
    }

    Firewall(Executor offPath, int many) {
        this.offPath = offPath;
        this.many = many;
    }

    /**
     * The number of an interface's name, the same as long as the firewall lives; from 1 on, without gaps. A name not seen
     * before may make the rules be compiled again, so this is asked when a port attaches, not for a frame.
     */
    public synchronized int nameId(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = intern(name);
        if (program.dependsOnNames()) {
            enforce(compile(program.ruleset()));
        }
        return number;
    }

    /** The name with a number. */
    public synchronized String nameOf(int number) {
        return names.get(number);
    }

    /**
     * Puts another ruleset in force, whole, from the next frame on. A rule that was there before, in the chain of the
     * same name and with the same text, keeps its counts; so does a counter that has a name. Long chains are gone through
     * rule by rule until an index of each has been made off the data path.
     */
    public synchronized void replace(NftRuleset ruleset) {
        enforce(compile(ruleset));
    }

    private void enforce(Program compiled) {
        program = compiled;
        if (compiled.hasIndices()) {
            offPath.execute(() -> {
                if (program == compiled) {
                    compiled.makeIndices();
                }
            });
        }
    }

    /** Compiles until no rule brings a name that an earlier one had to know of. */
    private Program compile(NftRuleset ruleset) {
        int known;
        Program compiled;
        do {
            known = names.size();
            compiled = new Compiler(ruleset, this, program.counters()).compile();
        } while (compiled.dependsOnNames() && names.size() > known);
        return compiled;
    }

    /** Whether a chain with so many rules has an index. */
    boolean isLong(int rules) {
        return rules >= many;
    }

    /** Whether every long chain of the ruleset in force has its index already. */
    public boolean isIndexed() {
        return program.isIndexed();
    }

    /** The ruleset in force, as it was given. */
    public NftRuleset ruleset() {
        return program.ruleset();
    }

    /** The ruleset in force with what was counted until now. Allocates. */
    public NftRuleset list() {
        return new CounterListing(program).list();
    }

    /** Whether no table is in force, so that there is nothing to ask. */
    public boolean isEmpty() {
        return program.ruleset().tables().isEmpty();
    }

    /** Whether a hook has any chain. If not, it accepts. */
    public boolean isHooked(Hook hook) {
        return program.isHooked(hook);
    }

    /**
     * Asks the chains of one hook about a frame, in the order of their priority. What rules rewrite is in {@code frame}
     * afterwards, whatever the verdict.
     *
     * @param hook where the frame is
     * @param in the interface it came in by, {@link #NO_INTERFACE} in {@link Hook#OUTPUT} and {@link Hook#EGRESS}
     * @param out the interface it is to leave by, {@link #NO_INTERFACE} in {@link Hook#PREROUTING}, {@link Hook#INPUT}
     *     and {@link Hook#INGRESS}
     * @param frame the frame, begun
     * @return {@link #ACCEPT}, {@link #DROP} or {@link #FORWARD}
     */
    public int evaluate(Hook hook, int in, int out, FrameContext frame) {
        return frame.program().evaluate(hook, in, out, frame);
    }

    Program program() {
        return program;
    }

    /** The number of a name, without compiling again. The caller holds the lock, or is the constructor. */
    int intern(String name) {
        return numbers.computeIfAbsent(name, added -> {
            names.add(added);
            return names.size() - 1;
        });
    }

    /** The names that have numbers, by number; "" for none. */
    List<String> names() {
        return names;
    }
}
