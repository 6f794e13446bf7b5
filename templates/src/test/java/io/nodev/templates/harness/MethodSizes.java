package io.nodev.templates.harness;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from a class file how long its methods are: The Java Virtual Machine Specification, sections 4.1 to 4.7.3. */
public final class MethodSizes {
    private static final int CONSTANT_UTF8 = 1;

    private final DataInputStream in;
    private String[] utf8;

    private MethodSizes(byte[] classFile) {
        in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    /** Bytes of bytecode by method name; methods of one name are added up. */
    public static Map<String, Integer> of(byte[] classFile) {
        try {
            return new MethodSizes(classFile).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Integer> read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        return readMembers();
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        utf8 = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            if (tag == CONSTANT_UTF8) {
                utf8[i] = in.readUTF();
            } else {
                in.skipNBytes(constantLength(tag));
            }
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
    }

    private static int constantLength(int tag) {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("not a constant of a class file: tag=" + tag);
        };
    }

    private Map<String, Integer> readMembers() throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipNBytes(2);
            String name = utf8[in.readUnsignedShort()];
            in.skipNBytes(2);
            sizes.merge(name, readCodeLength(), Integer::sum);
        }
        return sizes;
    }

    private int readCodeLength() throws IOException {
        int length = 0;
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            boolean code = utf8[in.readUnsignedShort()].equals("Code");
            long rest = in.readInt() & 0xFFFFFFFFL;
            if (code) {
                in.skipNBytes(4);
                length = in.readInt();
                rest -= 8;
            }
            in.skipNBytes(rest);
        }
        return length;
    }
}
