package io.nodev.legacy.vfr;

import java.util.Optional;

/**
 * Reads one write to {@code /proc/xen/vfr} as the parser of 2004-02-11 to 2004-06-10 did. It refuses nothing: a write
 * either is an operation, perhaps not the one that was meant, or silently does nothing. Immutable.
 *
 * <p>Of the quirks, {@link Quirk#UNKNOWN_COMMAND_IS_ADD} and {@link Quirk#PREFIX_MATCHING} are heeded.
 *
 * @see <a href="https://github.com/xen-project/xen">xenolinux-2.4.25-sparse/arch/xen/drivers/dom0/vfr.c at ddc87ed302</a>
 */
public final class VfrParser {
    private static final VfrOperation PRINT = new VfrOperation(VfrCommand.PRINT, VfrRule.ZERO);

    private final boolean unknownIsAdd;
    private final Spelling spelling;

    /** A parser with the quirks of {@code semantics}; its preset does not matter here. */
    public VfrParser(VfrSemantics semantics) {
        this.unknownIsAdd = semantics.has(Quirk.UNKNOWN_COMMAND_IS_ADD);
        this.spelling = Spelling.of(semantics);
    }

    /**
     * What the hypervisor would be asked to do.
     *
     * @param text the bytes of one write, a final newline included if there was one; any bytes
     * @return empty if the write does nothing
     */
    public Optional<VfrOperation> parse(byte[] text) {
        LineCursor line = new LineCursor(text);
        line.skipWhite();
        Optional<VfrCommand> command = command(line.wordToWhite());
        if (command.isEmpty()) {
            return Optional.empty();
        }
        if (command.get() == VfrCommand.PRINT) {
            return Optional.of(PRINT);
        }
        line.skipSpaces();
        return action(line.wordToSpace())
                .flatMap(action -> pairs(line, VfrRule.ZERO.withAction(action)))
                .map(rule -> new VfrOperation(command.get(), rule));
    }

    private Optional<VfrCommand> command(String token) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        for (VfrCommand command : VfrCommand.values()) {
            if (spelling.selects(token, command.name())) {
                return Optional.of(command);
            }
        }
        return unknownIsAdd ? Optional.of(VfrCommand.ADD) : Optional.empty();
    }

    private Optional<VfrAction> action(String token) {
        for (VfrAction action : VfrAction.values()) {
            if (spelling.selects(token, action.name())) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private Optional<VfrRule> pairs(LineCursor line, VfrRule start) {
        VfrRule rule = start;
        while (true) {
            line.skipWhite();
            String key = line.wordToWhiteOrEquals();
            if (key.isEmpty()) {
                return Optional.of(rule);
            }
            line.skipWhiteAndEquals();
            String value = line.wordToWhite();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            Optional<VfrKeyword> keyword = VfrKeyword.selectedBy(key, spelling);
            if (keyword.isPresent()) {
                rule = with(rule, keyword.get(), value);
            }
        }
    }

    private VfrRule with(VfrRule rule, VfrKeyword keyword, String value) {
        if (keyword == VfrKeyword.PROTO) {
            return protocol(rule, value);
        }
        return keyword.ofSource()
                ? rule.withSource(side(rule.source(), keyword, value))
                : rule.withDestination(side(rule.destination(), keyword, value));
    }

    private static VfrSide side(VfrSide side, VfrKeyword keyword, String value) {
        return switch (keyword.field()) {
            case SPECIAL -> side.withEndpoint(keyword.ofSource() ? VfrEndpoint.ANY : VfrEndpoint.PHYSICAL);
            case ADDRESS -> side.withAddress(AsBuiltValues.dottedQuad(value));
            case ADDRESS_MASK -> side.withAddressMask(AsBuiltValues.dottedQuad(value));
            case PORT -> side.withPort((int) AsBuiltValues.unsigned(value) & VfrSide.WHOLE_PORT);
            case PORT_MASK -> side.withPortMask((int) AsBuiltValues.unsigned(value) & VfrSide.WHOLE_PORT);
            case DOMAIN ->
                side.withEndpoint(new VfrEndpoint(
                        AsBuiltValues.unsigned(value), side.endpoint().index()));
            case INDEX -> side.withEndpoint(new VfrEndpoint(side.endpoint().domain(), AsBuiltValues.signed(value)));
            case PROTOCOL -> throw new IllegalArgumentException("the protocol has no side: keyword=" + keyword);
        };
    }

    /** The last protocol the value selects, so that {@code a} is ARP; the rule unchanged if it selects none. */
    private VfrRule protocol(VfrRule rule, String value) {
        VfrRule changed = rule;
        for (VfrProtocol protocol : VfrProtocol.values()) {
            if (spelling.selects(value, protocol.word())) {
                changed = changed.withProtocol(protocol);
            }
        }
        return changed;
    }
}
