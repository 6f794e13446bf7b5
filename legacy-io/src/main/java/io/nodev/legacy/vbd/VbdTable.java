package io.nodev.legacy.vbd;

import java.util.Arrays;
import java.util.List;

/** The VBDs of one domain by ascending number. Changed inside the disks' work, read by anyone. */
final class VbdTable {
    private volatile Vbd[] byNumber = new Vbd[0];

    /** The VBD of a number, or null. */
    Vbd find(int device) {
        Vbd[] all = byNumber;
        int at = indexOf(all, device);
        return at < all.length && all[at].device() == device ? all[at] : null;
    }

    List<Vbd> all() {
        return List.of(byNumber);
    }

    /** Adds a VBD whose number is free. */
    void add(Vbd vbd) {
        Vbd[] before = byNumber;
        int at = indexOf(before, vbd.device());
        Vbd[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, at, after, at + 1, before.length - at);
        after[at] = vbd;
        byNumber = after;
    }

    void remove(Vbd vbd) {
        Vbd[] before = byNumber;
        int at = indexOf(before, vbd.device());
        Vbd[] after = Arrays.copyOf(before, before.length - 1);
        System.arraycopy(before, at + 1, after, at, after.length - at);
        byNumber = after;
    }

    /** Where a number is, or would be. */
    private static int indexOf(Vbd[] all, int device) {
        int low = 0;
        int high = all.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle].device() < device) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
