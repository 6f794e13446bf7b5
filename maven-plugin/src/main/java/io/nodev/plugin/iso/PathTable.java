package io.nodev.plugin.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The table of all folders, each with the number of its parent. Source: ECMA-119, section 9.4. */
final class PathTable {
    private static final int NAME_AT = 8;

    private final List<IsoEntry> directories = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();

    /** The table of a root folder and those below it, level by level. */
    PathTable(IsoEntry root) {
        directories.add(root);
        parents.add(1);
        for (int number = 1; number <= directories.size(); number++) {
            for (IsoEntry child : directories.get(number - 1).children()) {
                if (child.isDirectory()) {
                    directories.add(child);
                    parents.add(number);
                }
            }
        }
    }

    /** The folders, in the order of the table; the root is the first. */
    List<IsoEntry> directories() {
        return List.copyOf(directories);
    }

    /** The folder that the one at {@code index} lies in; the root lies in itself. */
    IsoEntry parent(int index) {
        return directories.get(parents.get(index) - 1);
    }

    /** Bytes of the table. */
    int length() {
        return directories.stream().mapToInt(each -> recordLength(each.name())).sum();
    }

    private static int recordLength(String name) {
        return NAME_AT + name.length() + name.length() % 2;
    }

    /** The table in one of the two byte orders. */
    byte[] bytes(ByteOrder order) {
        ByteBuffer table = ByteBuffer.allocate(length()).order(order);
        int at = 0;
        for (int i = 0; i < directories.size(); i++) {
            IsoEntry directory = directories.get(i);
            table.put(at, (byte) directory.name().length());
            table.putInt(at + 2, directory.block());
            table.putShort(at + 6, parents.get(i).shortValue());
            table.put(at + NAME_AT, directory.name().getBytes(StandardCharsets.US_ASCII));
            at += recordLength(directory.name());
        }
        return table.array();
    }
}
