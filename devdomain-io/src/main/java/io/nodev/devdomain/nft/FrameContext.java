package io.nodev.devdomain.nft;

import io.nodev.common.packet.HeaderBytes;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.Selector;

/**
 * One frame on its way through the hooks: what rules look at, and what they did to it. One object serves frame after
 * frame; it belongs to the thread that asks the firewall.
 *
 * <p>What {@code meta length} and counters take for the frame's length leaves out the 14 bytes of the Ethernet header in
 * every hook but {@link Hook#EGRESS}, and the 4 bytes of an outermost VLAN tag everywhere: the kernel keeps the tag apart
 * (Linux, {@code net/core/skbuff.c}, {@code skb_vlan_untag}).
 */
public final class FrameContext {
    /** The place among the fields of the bits that say which of them a frame has. */
    static final int VALID = Selector.values().length;

    final long[] fields = new long[VALID + 1];
    final long[] key = new long[Program.MAX_KEY_PARTS];
    final int[] returns = new int[Program.MAX_DEPTH];
    int depth;

    private final byte[] own = new byte[HeaderBytes.LENGTH];
    private final HeaderParser parser = new HeaderParser(fields);
    private Program program;
    private byte[] header = own;
    private int headerLength;
    private int length;
    private boolean parsed;
    private boolean rewritten;
    private boolean forHost;
    private int forwardTo;
    private int valid;

    /**
     * Begins a new frame: nothing was rewritten, and nothing is known of it. The ruleset in force at this moment decides
     * it to its end.
     *
     * @param firewall decides the frame
     * @param bytes the private copy of the frame's first bytes; never written
     * @param bytesLength how many of them belong to the frame, at most {@link HeaderBytes#LENGTH}
     * @param frameLength length of the frame from the destination address on, without a frame check sequence
     */
    public void begin(Firewall firewall, byte[] bytes, int bytesLength, int frameLength) {
        program = firewall.program();
        header = bytes;
        headerLength = bytesLength;
        length = frameLength;
        parsed = false;
        rewritten = false;
        forHost = false;
        forwardTo = Firewall.NO_INTERFACE;
    }

    /** Makes this the same frame as another, in the same state, so that what is rewritten here leaves the other as it is. */
    public void copyFrom(FrameContext other) {
        program = other.program;
        headerLength = other.headerLength;
        length = other.length;
        header = other.header;
        parsed = false;
        rewritten = other.rewritten;
        forHost = other.forHost;
        forwardTo = other.forwardTo;
        if (rewritten) {
            System.arraycopy(other.own, 0, own, 0, headerLength);
            header = own;
        }
    }

    /** The header as rules left it; valid until the next {@link #begin} or {@link #copyFrom}. Not to be written. */
    public byte[] header() {
        return header;
    }

    /** Bytes of {@link #header} that belong to the frame. */
    public int headerLength() {
        return headerLength;
    }

    /** Length of the frame in bytes. */
    public int length() {
        return length;
    }

    /** Whether {@link #header} differs from what {@link #begin} was given, or could. */
    public boolean isRewritten() {
        return rewritten;
    }

    /**
     * Whether a rule said {@code meta pkttype set host}: if the frame gets to the device domain's own stack, that stack
     * takes it as its own. Where the frame goes is still decided by its destination address.
     */
    public boolean isForHost() {
        return forHost;
    }

    /** The interface of the last {@link Firewall#FORWARD}, by {@link Firewall#nameId}. */
    public int forwardTo() {
        return forwardTo;
    }

    /** Whether the ruleset that decides this frame has any chain at a hook. If not, the hook accepts. */
    public boolean isHooked(Hook hook) {
        return program.isHooked(hook);
    }

    /** The ruleset that decides this frame. */
    Program program() {
        return program;
    }

    /** Makes the fields what they are at a hook. */
    void enter(Hook hook, int in, int out) {
        boolean isEgress = hook == Hook.EGRESS;
        if (!parsed || isEgress) {
            parser.parse(header, headerLength, length, isEgress);
            parsed = !isEgress;
        }
        fields[Selector.IIFNAME.ordinal()] = in;
        fields[Selector.OIFNAME.ordinal()] = out;
        fields[Selector.META_LENGTH.ordinal()] = parser.lengthAtHook();
        valid = parser.valid();
        if (hook.family() == Family.BRIDGE && parser.isTagged()) {
            valid &= ~HeaderParser.ARP_FIELDS;
        }
        fields[VALID] = valid;
    }

    /** Length of the frame as the hook sees it. */
    long lengthHere() {
        return fields[Selector.META_LENGTH.ordinal()];
    }

    /** Whether the frame has all these fields, given as bits by {@link HeaderParser#bit}. */
    boolean has(int bits) {
        return (valid & bits) == bits;
    }

    void rewrite(AddressField field, long address) {
        if (!rewritten) {
            System.arraycopy(header, 0, own, 0, headerLength);
            header = own;
            rewritten = true;
        }
        MacAddress.putBits(
                address, own, field.isInNetworkHeader() ? parser.network() + field.offset() : field.offset());
        if (field.selector() >= 0) {
            fields[field.selector()] = address;
        }
    }

    void makeForHost() {
        forHost = true;
    }

    void forward(int name) {
        forwardTo = name;
    }
}
