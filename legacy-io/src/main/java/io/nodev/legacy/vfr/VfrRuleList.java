package io.nodev.legacy.vfr;

import io.nodev.common.classifier.OffPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * The machine's one rule list, newest rule first. Any thread may change it, one at a time; look-ups on other threads
 * see the list as it was before or after a change, never between, and are never held up.
 *
 * <p>Ordering: a change publishes the rules as a table that is interpreted with one volatile write, and a look-up reads
 * it once. An index over the rules is made off the data path and published in the same way, unless the rules have changed
 * meanwhile.
 */
public final class VfrRuleList {
    /** Up to so many rules a table is no slower than an index. */
    private static final int FEW = 8;

    private final VfrSemantics semantics;
    private final Executor offPath;
    private final int few;
    private volatile Published published;

    /** One state of the list. */
    record Published(long version, List<CountedRule> newestFirst, LookUp table) {}

    /** An empty list whose look-ups follow {@code semantics}. */
    public VfrRuleList(VfrSemantics semantics) {
        this(semantics, OffPath.executor());
    }

    /** The same, with another thread to make indices in; it may take its time, or never run. */
    public VfrRuleList(VfrSemantics semantics, Executor offPath) {
        this(semantics, offPath, FEW);
    }

    VfrRuleList(VfrSemantics semantics, Executor offPath, int few) {
        this.semantics = semantics;
        this.offPath = offPath;
        this.few = few;
        this.published = new Published(0, List.of(), EvaluationTable.of(List.of(), semantics));
    }

    /** How this list's look-ups decide. */
    public VfrSemantics semantics() {
        return semantics;
    }

    /** Puts a rule in front of all others, even if it is there already. */
    public void add(VfrRule rule) {
        addAll(List.of(rule));
    }

    /** Adds rules one after the other, so that the last of them is the newest, as one change. */
    public synchronized void addAll(Collection<VfrRule> oldestFirst) {
        List<CountedRule> rules = new ArrayList<>(published.newestFirst.size() + oldestFirst.size());
        oldestFirst.forEach(rule -> rules.add(CountedRule.of(rule)));
        Collections.reverse(rules);
        rules.addAll(published.newestFirst);
        publish(rules);
    }

    /**
     * Removes the newest rule that equals {@code rule} in every field.
     *
     * @return whether there was one
     */
    public synchronized boolean delete(VfrRule rule) {
        List<CountedRule> rules = new ArrayList<>(published.newestFirst);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).rule().equals(rule)) {
                rules.remove(i);
                publish(rules);
                return true;
            }
        }
        return false;
    }

    /**
     * Removes every rule that names a dead domain as source or destination.
     *
     * @return how many there were
     */
    public synchronized int purge(long domain) {
        List<CountedRule> rules = new ArrayList<>(published.newestFirst);
        if (rules.removeIf(counted -> counted.rule().names(domain))) {
            int gone = published.newestFirst.size() - rules.size();
            publish(rules);
            return gone;
        }
        return 0;
    }

    private void publish(List<CountedRule> rules) {
        List<CountedRule> newestFirst = List.copyOf(rules);
        published = new Published(published.version + 1, newestFirst, EvaluationTable.of(newestFirst, semantics));
        if (newestFirst.size() > few) {
            long version = published.version;
            offPath.execute(() -> index(version));
        }
    }

    private void index(long version) {
        Published current = published;
        if (current.version == version) {
            LookUp indexed = IndexedRules.of(current.newestFirst, semantics);
            replace(current, new Published(version, current.newestFirst, indexed));
        }
    }

    private synchronized void replace(Published expected, Published other) {
        if (published == expected) {
            published = other;
        }
    }

    /** Whether look-ups are by an index over the rules as they are now, not yet, or never for few rules. */
    public boolean isIndexed() {
        return published.table instanceof IndexedRules;
    }

    /** A number that is another one after every change to the list. */
    public long version() {
        return published.version;
    }

    /** The rules, newest first, as they are now. */
    public List<VfrRule> rules() {
        return published.newestFirst.stream().map(CountedRule::rule).toList();
    }

    /** What each rule has counted, in the order of {@link #rules()}; 0 for every rule that is not COUNT as documented. */
    public List<Long> counts() {
        return published.newestFirst.stream()
                .map(counted -> counted.matches().get())
                .toList();
    }

    /**
     * Where code generated for the list as it is now tells that a COUNT rule matched: called with the rule's place in
     * {@link #rules()}, the newest being 0. Any thread may call it; it neither allocates nor locks, and keeps counting
     * the same rules when the list changes.
     */
    public IntConsumer counters() {
        AtomicLong[] matches =
                published.newestFirst.stream().map(CountedRule::matches).toArray(AtomicLong[]::new);
        return place -> matches[place].getAndIncrement();
    }

    LookUp table() {
        return published.table;
    }
}
