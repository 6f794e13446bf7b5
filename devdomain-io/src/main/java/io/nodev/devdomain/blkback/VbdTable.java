package io.nodev.devdomain.blkback;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The VBDs of an interface, by ascending number. Changed on the backend's virtual CPU, listed from any thread. */
final class VbdTable {
    private volatile Vbd[] vbds = {};

    VbdTable() {}

    List<Vbd> all() {
        return List.of(vbds);
    }

    int count() {
        return vbds.length;
    }

    Vbd get(int index) {
        return vbds[index];
    }

    /** The VBD of a number, or null. */
    Vbd find(int device) {
        Vbd[] all = vbds;
        int low = 0;
        int high = all.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int there = all[middle].device();
            if (there == device) {
                return all[middle];
            }
            low = there < device ? middle + 1 : low;
            high = there < device ? high : middle - 1;
        }
        return null;
    }

    void add(Vbd vbd) {
        vbds = Stream.concat(Arrays.stream(vbds), Stream.of(vbd))
                .sorted(Comparator.comparingInt(Vbd::device))
                .toArray(Vbd[]::new);
    }

    void remove(Vbd gone) {
        vbds = Arrays.stream(vbds).filter(each -> each != gone).toArray(Vbd[]::new);
    }
}
