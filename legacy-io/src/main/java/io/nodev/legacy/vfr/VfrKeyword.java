package io.nodev.legacy.vfr;

import java.util.Locale;
import java.util.Optional;

/** The keys of a rule's text, in the order in which they are tried; that order is what gives an abbreviation its meaning. */
enum VfrKeyword {
    SRC(true, Field.SPECIAL),
    DST(false, Field.SPECIAL),
    SRCADDR(true, Field.ADDRESS),
    DSTADDR(false, Field.ADDRESS),
    SRCADDRMASK(true, Field.ADDRESS_MASK),
    DSTADDRMASK(false, Field.ADDRESS_MASK),
    SRCPORT(true, Field.PORT),
    DSTPORT(false, Field.PORT),
    SRCPORTMASK(true, Field.PORT_MASK),
    DSTPORTMASK(false, Field.PORT_MASK),
    SRCDOM(true, Field.DOMAIN),
    SRCIDX(true, Field.INDEX),
    DSTDOM(false, Field.DOMAIN),
    DSTIDX(false, Field.INDEX),
    PROTO(true, Field.PROTOCOL);

    /** What a key sets, on whichever side. */
    enum Field {
        SPECIAL,
        ADDRESS,
        ADDRESS_MASK,
        PORT,
        PORT_MASK,
        DOMAIN,
        INDEX,
        PROTOCOL
    }

    private static final VfrKeyword[] IN_ORDER = values();

    private final boolean ofSource;
    private final Field field;
    private final String word = name().toLowerCase(Locale.ROOT);

    VfrKeyword(boolean ofSource, Field field) {
        this.ofSource = ofSource;
        this.field = field;
    }

    /** Whether the key sets the source side; meaningless for the protocol. */
    boolean ofSource() {
        return ofSource;
    }

    Field field() {
        return field;
    }

    String word() {
        return word;
    }

    /**
     * The keyword that sets a field of one side.
     *
     * @throws IllegalArgumentException if there is none, as for a destination's protocol
     */
    static VfrKeyword of(Field field, boolean ofSource) {
        for (VfrKeyword keyword : IN_ORDER) {
            if (keyword.field == field && keyword.ofSource == ofSource) {
                return keyword;
            }
        }
        throw new IllegalArgumentException("no keyword sets it: field=" + field);
    }

    /** The first keyword the token selects. */
    static Optional<VfrKeyword> selectedBy(String token, Spelling spelling) {
        for (VfrKeyword keyword : IN_ORDER) {
            if (spelling.selects(token, keyword.word)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }
}
