package io.nodev.tck.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Asking for sectors, on a ring whose guest lies. */
class HostileBlocks extends HostileRing {
    private final RingBlockPort port;
    private final HostileSectors asked;

    HostileBlocks(RingBlockPort port, RawRing ring, HostileSectors asked) {
        super(ring, RingBlockPort.HOSTILE_IDS);
        this.port = port;
        this.asked = asked;
    }

    @Override
    public String name() {
        return "block";
    }

    @Override
    public List<SharedField> fields() {
        List<SharedField> fields = new ArrayList<>(port.slot().fields(ring()));
        fields.addAll(ring().indexFields("block"));
        return fields;
    }

    @Override
    void put(int number, Random random) {
        asked.put(number, random);
    }

    @Override
    public void tell() {
        port.tell();
    }

    @Override
    public void resync() {
        ring().resync();
    }

    /** Asking for sectors whose pages change meanwhile. */
    static final class InPages extends HostileBlocks {
        private static final int WORDS = 2 * BlockRequest.SECTOR / Integer.BYTES;

        private final List<SharedField> fields;

        InPages(RingBlockPort port, RawRing ring, HostileSectors asked) {
            super(port, ring, asked);
            int[] pages = new int[RingBlockPort.HOSTILE_IDS];
            for (int id = 0; id < pages.length; id++) {
                pages[id] = port.bufferOf(id, 0);
            }
            this.fields = List.of(
                    new SharedField("first", id -> pages[id], pages.length, Integer.BYTES, List.of()),
                    new SharedField("last", id -> pages[id] + (WORDS - 1) * Integer.BYTES, pages.length, 4, List.of()));
        }

        @Override
        public String name() {
            return "sectors";
        }

        @Override
        public int oneRaceIn() {
            return 4;
        }

        @Override
        public List<SharedField> fields() {
            return fields;
        }

        @Override
        int element(int position, int number) {
            return number;
        }
    }
}
