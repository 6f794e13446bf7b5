package io.nodev.devdomain.nft;

import io.nodev.common.classifier.Pattern;
import io.nodev.devdomain.nft.SortedTable.Span;
import io.nodev.devdomain.nft.ruleset.Chain;
import io.nodev.devdomain.nft.ruleset.DataSource;
import io.nodev.devdomain.nft.ruleset.Datum;
import io.nodev.devdomain.nft.ruleset.Element;
import io.nodev.devdomain.nft.ruleset.ElementSource;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.NamedSet;
import io.nodev.devdomain.nft.ruleset.Rule;
import io.nodev.devdomain.nft.ruleset.Statement;
import io.nodev.devdomain.nft.ruleset.Table;
import io.nodev.devdomain.nft.ruleset.Value;
import io.nodev.devdomain.nft.ruleset.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Compiles the rules of one table. Every statement, and every match it implies, becomes one instruction, every rule of a
 * long chain begins with one that passes over rules, and every chain ends with one more, so that where chains begin is
 * known before any is written.
 */
final class RuleCompiler {
    private final Table table;
    private final CodeWriter code;
    private final TableBuilder tables;
    private final BiFunction<String, Statement.Count, FrameCounter> counters;
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Integer> named = new HashMap<>();
    private int next;

    /** What the matches at the beginning of a rule ask; null behind them. */
    private MatchPatterns asked;

    /**
     * @param table the table to compile; all of it is written before another one
     * @param code where it goes
     * @param tables builds sets and maps
     * @param counters gives the counter of an identity
     */
    RuleCompiler(
            Table table,
            CodeWriter code,
            TableBuilder tables,
            BiFunction<String, Statement.Count, FrameCounter> counters) {
        this.table = table;
        this.code = code;
        this.tables = tables;
        this.counters = counters;
        int at = code.position();
        for (Chain chain : table.chains()) {
            starts.put(chain.name(), at);
            int selections = isIndexed(chain) ? chain.rules().size() : 0;
            int statements = chain.rules().stream()
                    .mapToInt(rule -> statements(rule).size())
                    .sum();
            at += Instruction.WORDS * (selections + statements + 1);
        }
    }

    private boolean isIndexed(Chain chain) {
        return tables.hasIndex(chain);
    }

    /** Writes the next chain of the table and returns where it begins. */
    int write(Chain chain) {
        CounterIdentity identity = new CounterIdentity(table, chain);
        List<Pattern> patterns = new ArrayList<>();
        int[] bodies = new int[chain.rules().size()];
        for (Rule rule : chain.rules()) {
            List<Statement> statements = statements(rule);
            next = code.position() + Instruction.WORDS * (statements.size() + (isIndexed(chain) ? 1 : 0));
            if (isIndexed(chain)) {
                add(Instruction.word(Instruction.SELECT, 0, false), 0, code.indices(), patterns.size());
            }
            bodies[patterns.size()] = code.position() + Instruction.WORDS * firstMatches(statements);
            patterns.add(write(statements, identity.next(rule)));
        }
        if (isIndexed(chain)) {
            code.addIndex(new ChainIndex(patterns, bodies, code.position()));
        }
        add(Instruction.word(Instruction.VERDICT, 0, false), 0, Verdicts.of(Verdicts.RETURN, 0));
        return starts.get(chain.name());
    }

    private static int firstMatches(List<Statement> statements) {
        int matches = 0;
        while (matches < statements.size() && statements.get(matches) instanceof Statement.Match) {
            matches++;
        }
        return matches;
    }

    /** Writes a rule and returns what its first matches ask. */
    private Pattern write(List<Statement> statements, String identity) {
        asked = new MatchPatterns();
        MatchPatterns first = asked;
        int counted = 0;
        for (Statement statement : statements) {
            asked = statement instanceof Statement.Match ? asked : null;
            write(statement, CounterIdentity.at(identity, counted));
            counted += statement instanceof Statement.Count ? 1 : 0;
        }
        return first.finish();
    }

    private List<Statement> statements(Rule rule) {
        return ImplicitMatches.of(table.family(), rule.statements());
    }

    private void write(Statement statement, String identity) {
        if (statement instanceof Statement.Match match) {
            writeMatch(match);
        } else if (statement instanceof Statement.Count count) {
            writeCount(identity, count);
        } else if (statement instanceof Statement.CountNamed count) {
            writeCount(CounterIdentity.ofNamed(table, count.name()), new Statement.Count(0, 0));
        } else if (statement instanceof Verdict verdict) {
            add(Instruction.word(Instruction.VERDICT, 0, false), 0, number(verdict));
        } else if (statement instanceof Statement.VerdictMap map) {
            writeLookup(Instruction.word(Instruction.VERDICT_MAP, 0, false), 0, map.key(), map.map());
        } else if (statement instanceof Statement.Rewrite rewrite) {
            AddressField field = AddressField.of(rewrite.target());
            writeSource(Instruction.REWRITE, field.ordinal(), field.bit(), rewrite.source());
        } else if (statement instanceof Statement.Forward forward) {
            writeSource(Instruction.FORWARD, 0, 0, forward.source());
        } else {
            add(Instruction.word(Instruction.HOST, 0, false));
        }
    }

    private void writeMatch(Statement.Match match) {
        if (match.operand() instanceof ElementSource source) {
            writeLookup(Instruction.word(Instruction.MEMBER, 0, match.isNegated()), 0, match.key(), source);
            return;
        }
        Key.Part part = match.key().parts().get(0);
        Value value = (Value) match.operand();
        List<Span> spans = tables.spans(value, 0);
        if (spans.size() == 1) {
            int field = part.selector().ordinal();
            long word = Instruction.word(Instruction.MATCH, field, match.isNegated());
            add(word, mask(part), spans.get(0).low(), spans.get(0).high());
            if (asked != null) {
                asked.add(field, mask(part), spans.get(0), match.isNegated());
            }
        } else {
            Element names = new Element(List.of(value), Optional.empty(), Optional.empty());
            ElementSource source = new ElementSource.Anonymous(List.of(names));
            writeLookup(Instruction.word(Instruction.MEMBER, 0, match.isNegated()), 0, match.key(), source);
        }
    }

    private void writeCount(String identity, Statement.Count start) {
        int counter = code.addCounter(counters.apply(identity, start));
        add(Instruction.word(Instruction.COUNT, 0, false), 0, counter);
    }

    /** Writes a statement whose argument is a value, or, with the next operation, looked up. */
    private void writeSource(int operation, int argument, int valid, DataSource source) {
        if (source instanceof DataSource.Lookup lookup) {
            writeLookup(Instruction.word(operation + 1, argument, false), valid, lookup.key(), lookup.map());
        } else {
            Value value = ((DataSource.Constant) source).value();
            add(Instruction.word(operation, argument, false), valid, number(value));
        }
    }

    private void writeLookup(long word, int valid, Key key, ElementSource source) {
        int elements = source instanceof ElementSource.Anonymous anonymous
                ? tableOf(anonymous.elements(), key.parts().size())
                : named.computeIfAbsent(((ElementSource.Named) source).name(), this::tableOf);
        FieldKey fields = fieldKey(key);
        add(word, valid, elements, code.addKey(fields));
        if (asked != null) {
            asked.add(fields, code.table(elements), Instruction.isNegated(word));
        }
    }

    private int tableOf(String name) {
        NamedSet set = table.set(name).orElseThrow();
        return tableOf(set.elements(), set.type().key().size());
    }

    private int tableOf(List<Element> elements, int parts) {
        long[] data = elements.stream()
                .mapToLong(element -> element.data().map(this::number).orElse(0L))
                .toArray();
        return code.addTable(tables.build(elements, parts), data);
    }

    private long number(Datum datum) {
        if (datum instanceof Verdict verdict) {
            return switch (verdict.kind()) {
                case ACCEPT -> Verdicts.ACCEPT;
                case DROP -> Verdicts.DROP;
                case RETURN -> Verdicts.RETURN;
                case JUMP -> Verdicts.of(Verdicts.JUMP, starts.get(verdict.chain()));
                case GOTO -> Verdicts.of(Verdicts.GOTO, starts.get(verdict.chain()));
            };
        }
        return tables.spans((Value) datum, 0).get(0).low();
    }

    private void add(long word, long... rest) {
        code.add(Instruction.withNext(word, next), rest);
    }

    private static FieldKey fieldKey(Key key) {
        int[] fields =
                key.parts().stream().mapToInt(part -> part.selector().ordinal()).toArray();
        long[] masks = key.parts().stream().mapToLong(RuleCompiler::mask).toArray();
        int valid = key.parts().stream()
                .mapToInt(part -> HeaderParser.bit(part.selector()))
                .reduce(0, (all, bit) -> all | bit);
        return new FieldKey(fields, masks, valid);
    }

    private static long mask(Key.Part part) {
        return part.selector().type().isNumber() ? part.mask() : -1L;
    }
}
