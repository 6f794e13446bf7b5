package io.nodev.legacy.vfr;

import io.nodev.legacy.vfr.DocumentedLine.Word;
import io.nodev.legacy.vfr.VfrKeyword.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The pairs of one line, and the rule they make with the documented defaults for what is missing. */
final class DocumentedRule {
    private static final List<String> PROTOCOLS =
            Stream.of(VfrProtocol.values()).map(VfrProtocol::word).toList();

    private final Map<VfrKeyword, Word> given = new EnumMap<>(VfrKeyword.class);
    private final SyntaxErrors errors;
    private final DocumentedValues values;
    private final Spelling spelling;

    DocumentedRule(SyntaxErrors errors, Spelling spelling) {
        this.errors = errors;
        this.values = new DocumentedValues(errors);
        this.spelling = spelling;
    }

    /** Takes one pair. */
    void put(VfrKeyword keyword, Word key, Word value) {
        if (given.putIfAbsent(keyword, value) != null) {
            errors.add(key.column(), keyword.word() + " is given twice", "keep one of them");
        }
    }

    /**
     * The rule, as far as it is one; problems are added to the errors.
     *
     * @param endColumn where to report what is missing
     */
    VfrRule toRule(VfrAction action, int endColumn) {
        VfrSide source = side(true, endColumn);
        VfrSide destination = side(false, endColumn);
        return new VfrRule(source, destination, protocol().code(), action.code());
    }

    private VfrSide side(boolean ofSource, int endColumn) {
        Word address = find(ofSource, Field.ADDRESS);
        Word mask = find(ofSource, Field.ADDRESS_MASK);
        Word port = find(ofSource, Field.PORT);
        Word portMask = find(ofSource, Field.PORT_MASK);
        requireValueFor(ofSource, Field.ADDRESS_MASK, Field.ADDRESS);
        requireValueFor(ofSource, Field.PORT_MASK, Field.PORT);
        return new VfrSide(
                endpoint(ofSource, endColumn),
                address == null ? 0 : values.address(address),
                mask == null ? wholeIf(address, VfrSide.WHOLE_ADDRESS) : values.mask(mask),
                port == null ? 0 : values.port(port),
                portMask == null ? wholeIf(port, VfrSide.WHOLE_PORT) : values.port(portMask));
    }

    private static int wholeIf(Word value, int whole) {
        return value == null ? 0 : whole;
    }

    private void requireValueFor(boolean ofSource, Field mask, Field value) {
        Word present = find(ofSource, mask);
        if (present != null && find(ofSource, value) == null) {
            String missing = keyword(ofSource, value).word();
            errors.add(
                    present.column(),
                    keyword(ofSource, mask).word() + " is a mask for nothing",
                    "add " + missing + "= or leave the mask out");
        }
    }

    private VfrEndpoint endpoint(boolean ofSource, int endColumn) {
        Word special = find(ofSource, Field.SPECIAL);
        Word domain = find(ofSource, Field.DOMAIN);
        Word index = find(ofSource, Field.INDEX);
        if (special != null) {
            refuseBeside(special, domain, index, ofSource);
            return ofSource ? specialSource(special) : specialDestination(special);
        }
        if (domain != null) {
            return vif(ofSource, domain, index);
        }
        if (index != null) {
            String missing = keyword(ofSource, Field.DOMAIN).word();
            errors.add(index.column(), "a vif index without a domain", "add " + missing + "=");
            values.index(index);
        } else if (!ofSource) {
            errors.add(endColumn, "expected a destination, nothing there", "add dst=PHYS, or dstdom= and dstidx=");
        }
        return VfrEndpoint.ANY;
    }

    private void refuseBeside(Word special, Word domain, Word index, boolean ofSource) {
        Word other = domain != null ? domain : index;
        if (other != null) {
            String side = ofSource ? "source" : "destination";
            String word = keyword(ofSource, Field.SPECIAL).word();
            errors.add(
                    Math.max(special.column(), other.column()),
                    "the " + side + " is given twice, by " + word + "= and by number",
                    "keep one of them");
        }
    }

    private VfrEndpoint specialSource(Word value) {
        if (spelling.selects(value.text(), "ANY")) {
            return VfrEndpoint.ANY;
        }
        if (!isPhysical(value)) {
            errors.notOneOf(value, List.of("ANY", "PHYS", "PHYSICAL"), "name a vif with srcdom= and srcidx=");
        }
        return VfrEndpoint.PHYSICAL;
    }

    private VfrEndpoint specialDestination(Word value) {
        if (!isPhysical(value)) {
            errors.notOneOf(value, List.of("PHYS", "PHYSICAL"), "name a vif with dstdom= and dstidx=");
        }
        return VfrEndpoint.PHYSICAL;
    }

    private boolean isPhysical(Word value) {
        return spelling.selects(value.text(), "PHYS") || spelling.selects(value.text(), "PHYSICAL");
    }

    private VfrEndpoint vif(boolean ofSource, Word domain, Word index) {
        VfrEndpoint end = new VfrEndpoint(values.domain(domain), index == null ? 0 : values.index(index));
        if (!end.isSpecial()) {
            return end;
        }
        if (ofSource && !end.equals(VfrEndpoint.PHYSICAL) && !end.equals(VfrEndpoint.ANY)) {
            errors.unexpected(
                    index == null ? domain : index,
                    "1 (physical) or 2 (any) as special source",
                    "write src=ANY or src=PHYS");
        } else if (!ofSource && !end.equals(VfrEndpoint.PHYSICAL) && !end.equals(VfrEndpoint.UNKNOWN)) {
            errors.unexpected(index, "0 (drop) or 1 (physical) as special destination", "write dst=PHYS or dstidx=0");
        }
        return end;
    }

    private VfrProtocol protocol() {
        Word value = given.get(VfrKeyword.PROTO);
        VfrProtocol selected = null;
        for (VfrProtocol protocol : VfrProtocol.values()) {
            if (value == null || !selects(value.text(), protocol)) {
                continue;
            }
            selected = protocol;
        }
        if (value != null && selected == null) {
            errors.notOneOf(value, PROTOCOLS, "leave proto= out to match any");
        }
        return selected == null ? VfrProtocol.ANY : selected;
    }

    private boolean selects(String value, VfrProtocol protocol) {
        return spelling.selects(value, protocol.word())
                || spelling.selects(value, protocol.word().toUpperCase(Locale.ROOT));
    }

    private Word find(boolean ofSource, Field field) {
        return given.get(keyword(ofSource, field));
    }

    private static VfrKeyword keyword(boolean ofSource, Field field) {
        return VfrKeyword.of(field, ofSource);
    }
}
