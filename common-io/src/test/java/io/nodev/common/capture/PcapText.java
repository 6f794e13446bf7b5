package io.nodev.common.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes captures of either byte order and any header word by word, as no writer of ours would. */
final class PcapText {
    static final int MICRO = 0xA1B2C3D4;
    static final int NANO = 0xA1B23C4D;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    private PcapText(ByteOrder order) {
        this.order = order;
    }

    /** A file with a sound header. */
    static PcapText of(ByteOrder order, int magic) {
        return of(order, magic, 65_535, 1);
    }

    static PcapText of(ByteOrder order, int magic, int snaplen, int linkType) {
        PcapText text = new PcapText(order);
        text.word(magic).half(2).half(4).word(0).word(0).word(snaplen).word(linkType);
        return text;
    }

    PcapText record(int seconds, int fraction, byte... bytes) {
        return recordHeader(seconds, fraction, bytes.length, bytes.length).raw(bytes);
    }

    PcapText recordHeader(int seconds, int fraction, int captured, int original) {
        return word(seconds).word(fraction).word(captured).word(original);
    }

    PcapText word(int value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    PcapText half(int value) {
        return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    PcapText raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The bytes of the capture of real hosts. */
    static byte[] lan() throws IOException {
        try (InputStream in = PcapText.class.getResourceAsStream("/lan.pcap")) {
            return in.readAllBytes();
        }
    }
}
