package io.nodev.legacy.vfr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * The machine's one rule list, newest rule first. Any thread may change it, one at a time; look-ups on other threads
 * see the list as it was before or after a change, never between, and are never held up.
 *
 * <p>Ordering: a change builds a new table and publishes it with one volatile write; a look-up reads it once.
 */
public final class VfrRuleList {
    private final VfrSemantics semantics;
    private volatile Published published;

    /** One state of the list. */
    record Published(long version, List<CountedRule> newestFirst, EvaluationTable table) {}

    /** An empty list whose look-ups follow {@code semantics}. */
    public VfrRuleList(VfrSemantics semantics) {
        this.semantics = semantics;
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

    EvaluationTable table() {
        return published.table;
    }
}
