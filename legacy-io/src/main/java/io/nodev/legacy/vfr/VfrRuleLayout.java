package io.nodev.legacy.vfr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A rule as {@code network_op} carries it: 56 bytes, little endian, addresses in host order.
 *
 * <pre>
 *  0 src_addr 32        4 dst_addr 32        8 src_port 16       10 dst_port 16
 * 12 src_addr_mask 32  16 dst_addr_mask 32  20 src_port_mask 16  22 dst_port_mask 16
 * 24 proto 16          26 unused 16         28 src_dom 64        36 dst_dom 64
 * 44 src_idx 32        48 dst_idx 32        52 action 16         54 unused 16
 * </pre>
 *
 * Unused bytes are written as 0 and not read.
 *
 * @see <a href="https://github.com/xen-project/xen">xen/include/hypervisor-ifs/network.h at ddc87ed302</a>
 */
public final class VfrRuleLayout {
    /** Bytes of a rule. */
    public static final int LENGTH = 56;

    private static final int SRC_ADDR = 0;
    private static final int DST_ADDR = 4;
    private static final int SRC_PORT = 8;
    private static final int DST_PORT = 10;
    private static final int SRC_ADDR_MASK = 12;
    private static final int DST_ADDR_MASK = 16;
    private static final int SRC_PORT_MASK = 20;
    private static final int DST_PORT_MASK = 22;
    private static final int PROTO = 24;
    private static final int SRC_DOM = 28;
    private static final int DST_DOM = 36;
    private static final int SRC_IDX = 44;
    private static final int DST_IDX = 48;
    private static final int ACTION = 52;

    private VfrRuleLayout() {}

    /**
     * Reads a rule; any bytes are one.
     *
     * @param bytes holds at least {@link #LENGTH} bytes from {@code offset} on
     */
    public static VfrRule decode(byte[] bytes, int offset) {
        ByteBuffer in = at(bytes, offset);
        VfrSide source = new VfrSide(
                new VfrEndpoint(in.getLong(SRC_DOM), in.getInt(SRC_IDX)),
                in.getInt(SRC_ADDR),
                in.getInt(SRC_ADDR_MASK),
                Short.toUnsignedInt(in.getShort(SRC_PORT)),
                Short.toUnsignedInt(in.getShort(SRC_PORT_MASK)));
        VfrSide destination = new VfrSide(
                new VfrEndpoint(in.getLong(DST_DOM), in.getInt(DST_IDX)),
                in.getInt(DST_ADDR),
                in.getInt(DST_ADDR_MASK),
                Short.toUnsignedInt(in.getShort(DST_PORT)),
                Short.toUnsignedInt(in.getShort(DST_PORT_MASK)));
        return new VfrRule(
                source, destination, Short.toUnsignedInt(in.getShort(PROTO)), Short.toUnsignedInt(in.getShort(ACTION)));
    }

    /** Writes a rule to {@code bytes} from {@code offset} on, all {@link #LENGTH} bytes of it. */
    public static void encode(VfrRule rule, byte[] bytes, int offset) {
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        at(bytes, offset)
                .put(new byte[LENGTH])
                .putInt(SRC_ADDR, from.address())
                .putInt(DST_ADDR, to.address())
                .putShort(SRC_PORT, (short) from.port())
                .putShort(DST_PORT, (short) to.port())
                .putInt(SRC_ADDR_MASK, from.addressMask())
                .putInt(DST_ADDR_MASK, to.addressMask())
                .putShort(SRC_PORT_MASK, (short) from.portMask())
                .putShort(DST_PORT_MASK, (short) to.portMask())
                .putShort(PROTO, (short) rule.protocol())
                .putLong(SRC_DOM, from.endpoint().domain())
                .putLong(DST_DOM, to.endpoint().domain())
                .putInt(SRC_IDX, from.endpoint().index())
                .putInt(DST_IDX, to.endpoint().index())
                .putShort(ACTION, (short) rule.action());
    }

    private static ByteBuffer at(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes, offset, LENGTH).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
