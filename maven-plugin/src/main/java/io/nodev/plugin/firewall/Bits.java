package io.nodev.plugin.firewall;

import io.nodev.devdomain.nft.ruleset.DataType;
import io.nodev.devdomain.nft.ruleset.Key;
import io.nodev.devdomain.nft.ruleset.Range;
import io.nodev.devdomain.nft.ruleset.Selector;
import io.nodev.devdomain.nft.ruleset.Statement;
import java.util.List;

/**
 * The bits of a field that a rule asks for.
 *
 * @param value what they are; 0 where {@code mask} is
 * @param mask which bits count
 */
record Bits(long value, long mask) {
    /** Asks for nothing. */
    static final Bits ANY = new Bits(0, 0);

    Bits {
        value &= mask;
    }

    static Bits address(int address, int mask) {
        return new Bits(Integer.toUnsignedLong(address), Integer.toUnsignedLong(mask));
    }

    boolean isAny() {
        return mask == 0;
    }

    /** Whether every bit of the field counts. */
    boolean isExact(DataType type) {
        return mask == type.max();
    }

    /** The question as a match: a value, a prefix, or a masked comparison. */
    Statement of(Selector selector) {
        DataType type = selector.type();
        int length = Long.bitCount(mask);
        boolean isPrefix = type == DataType.IPV4_ADDR && mask == (type.max() & ~(type.max() >>> length));
        if (isPrefix || isExact(type)) {
            Key key = new Key(List.of(Key.Part.of(selector)));
            return new Statement.Match(key, false, Range.prefix(type, value, length));
        }
        Key masked = new Key(List.of(new Key.Part(selector, mask)));
        return new Statement.Match(masked, false, Range.of(type, value));
    }
}
