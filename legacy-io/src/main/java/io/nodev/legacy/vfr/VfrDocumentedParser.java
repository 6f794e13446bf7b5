package io.nodev.legacy.vfr;

import io.nodev.legacy.vfr.DocumentedLine.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one line of rules as the documentation promised, and strictly: what it does not understand is an error with its
 * column and a fix, and all errors of a line are found at once. Immutable.
 *
 * <pre>
 * line  = ( "ADD" | "DELETE" ) ( "ACCEPT" | "COUNT" ) *( KEY "=" VALUE )  |  "PRINT"
 * </pre>
 *
 * White space of any kind separates words and may surround the equals sign. A key occurs once, an end is named either by
 * {@code src} or {@code dst} or by number, and a domain without an index means its vif 0. An omitted source is any, an
 * omitted destination an error; an address or a port without a mask is compared whole. The special ends by number are
 * those of the hypervisor, so {@code dstdom=18446744073709551615 dstidx=0} drops.
 *
 * <p>Of the quirks, {@link Quirk#UNKNOWN_COMMAND_IS_ADD} and {@link Quirk#PREFIX_MATCHING} are heeded: with them on, an
 * unknown command is no error, and abbreviations mean what they mean as built.
 */
public final class VfrDocumentedParser {
    private static final List<String> COMMANDS =
            Stream.of(VfrCommand.values()).map(Enum::name).toList();
    private static final List<String> ACTIONS =
            Stream.of(VfrAction.values()).map(Enum::name).toList();
    private static final List<String> KEYS =
            Stream.of(VfrKeyword.values()).map(VfrKeyword::word).toList();

    private final boolean unknownIsAdd;
    private final Spelling spelling;

    /** A parser with the quirks of {@code semantics}; its preset does not matter here. */
    public VfrDocumentedParser(VfrSemantics semantics) {
        this.unknownIsAdd = semantics.has(Quirk.UNKNOWN_COMMAND_IS_ADD);
        this.spelling = Spelling.of(semantics);
    }

    /**
     * Reads one line.
     *
     * @param text the line, with or without its end
     * @return an operation without errors, or at least one error without an operation
     */
    public VfrParsed parse(String text) {
        DocumentedLine line = new DocumentedLine(text);
        SyntaxErrors errors = new SyntaxErrors();
        VfrOperation operation = operation(line, errors);
        return errors.isEmpty()
                ? VfrParsed.of(Optional.of(operation))
                : new VfrParsed(Optional.empty(), errors.inOrder());
    }

    private VfrOperation operation(DocumentedLine line, SyntaxErrors errors) {
        VfrCommand command = command(line, errors);
        if (command == VfrCommand.PRINT) {
            if (!line.isAtEnd()) {
                errors.unexpected(line.word(), "nothing after PRINT", "remove the rest of the line");
            }
            return new VfrOperation(VfrCommand.PRINT, VfrRule.ZERO);
        }
        VfrAction action = action(line, errors);
        DocumentedRule rule = new DocumentedRule(errors, spelling);
        while (!line.isAtEnd()) {
            pair(line, rule, errors);
        }
        return new VfrOperation(command, rule.toRule(action, line.endColumn()));
    }

    private VfrCommand command(DocumentedLine line, SyntaxErrors errors) {
        int start = line.mark();
        Word word = line.word();
        for (VfrCommand command : VfrCommand.values()) {
            if (spelling.selects(word.text(), command.name())) {
                return command;
            }
        }
        if (ACTIONS.contains(word.text()) && !unknownIsAdd) {
            errors.unexpected(word, "ADD, DELETE or PRINT", "write ADD before " + word.text());
            line.backTo(start);
        } else if (word.isMissing() || !unknownIsAdd) {
            errors.notOneOf(word, COMMANDS, "begin the line with ADD");
        }
        return VfrCommand.ADD;
    }

    private VfrAction action(DocumentedLine line, SyntaxErrors errors) {
        int start = line.mark();
        Word word = line.word();
        for (VfrAction action : VfrAction.values()) {
            if (spelling.selects(word.text(), action.name())) {
                return action;
            }
        }
        if ("DROP".equals(word.text())) {
            errors.unexpected(
                    word,
                    "ACCEPT or COUNT",
                    "write ACCEPT and send to dstdom=18446744073709551615 dstidx=0, which drops");
        } else {
            errors.notOneOf(word, ACTIONS, "write ACCEPT before the first key");
        }
        if (word.text().contains("=")) {
            line.backTo(start);
        }
        return VfrAction.ACCEPT;
    }

    private void pair(DocumentedLine line, DocumentedRule rule, SyntaxErrors errors) {
        Word key = line.key();
        if (key.isMissing()) {
            errors.unexpected(line.word(), "a key before the equals sign", "write KEY=VALUE");
            return;
        }
        Optional<VfrKeyword> keyword = VfrKeyword.selectedBy(key.text(), spelling);
        if (keyword.isEmpty()) {
            errors.notOneOf(key, KEYS, "remove it");
        }
        if (!line.takeEquals()) {
            errors.add(
                    key.column() + key.text().length(),
                    "expected = after " + key.text() + ", nothing there",
                    "write " + key.text() + "=VALUE");
            skipValue(line);
            return;
        }
        Word value = line.word();
        if (value.isMissing()) {
            errors.unexpected(value, "a value for " + key.text(), "write " + key.text() + "=VALUE");
        } else {
            keyword.ifPresent(known -> rule.put(known, key, value));
        }
    }

    /** Takes the next word if it looks like the value of a key that lost its equals sign, not like another key. */
    private void skipValue(DocumentedLine line) {
        int start = line.mark();
        Word next = line.key();
        if (next.isMissing()
                || line.takeEquals()
                || VfrKeyword.selectedBy(next.text(), spelling).isPresent()) {
            line.backTo(start);
        }
    }
}
