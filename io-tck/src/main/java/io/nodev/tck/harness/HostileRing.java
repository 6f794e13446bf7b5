package io.nodev.tck.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A ring whose guest lies. */
abstract class HostileRing implements HostileStep {
    /** Requests put in one step at most. */
    private static final int MOST = 4;

    /** Pages that are used in turn. */
    private static final int PAGES = 64;

    private final RawRing ring;
    private final int pages;
    private int next;

    /**
     * @param pages how many requests have pages of their own
     */
    HostileRing(RawRing ring, int pages) {
        this.ring = ring;
        this.pages = pages;
    }

    final RawRing ring() {
        return ring;
    }

    /** Puts a request that has the pages of that number. */
    abstract void put(int number, Random random);

    /** The element that a request is among the fields, which are in the ring unless said otherwise. */
    int element(int position, int number) {
        return position;
    }

    @Override
    public int prepare(Random random) {
        int position = ring.position();
        int number = next;
        int count = 1 + random.nextInt(MOST);
        for (int i = 0; i < count; i++) {
            put(next++ % pages, random);
        }
        ring.publish();
        int used = random.nextInt(count);
        return element(position + used, number + used);
    }

    /** A ring of a vif. */
    private abstract static class OfVif extends HostileRing {
        private final RingVif vif;

        OfVif(RingVif vif, RawRing ring) {
            super(ring, PAGES);
            this.vif = vif;
        }

        final RingVif vif() {
            return vif;
        }

        @Override
        public void tell() {
            vif.tell();
        }

        @Override
        public void resync() {
            vif.takeBack();
            vif.transmitRing().resync();
            vif.receiveRing().resync();
        }
    }

    /** Sending. */
    static class Transmit extends OfVif {
        /** Where frames lie in their page, so that an offset left over from a response names none of them. */
        static final int OFFSET = 1024;

        private final Function<Random, byte[]> frames;

        Transmit(RingVif vif, RawRing ring, Function<Random, byte[]> frames) {
            super(vif, ring);
            this.frames = frames;
        }

        @Override
        public String name() {
            return "transmit";
        }

        @Override
        public List<SharedField> fields() {
            List<SharedField> fields = new ArrayList<>(vif().transmitFields(ring()));
            fields.addAll(ring().indexFields("tx"));
            return fields;
        }

        @Override
        void put(int number, Random random) {
            putFrame(number, random);
        }

        final void putFrame(int id, Random random) {
            vif().putTransmit(TxRequest.of(id, frames.apply(random)).at(OFFSET));
        }
    }

    /** Sending frames whose headers lie, in pages of their own. */
    static final class Headers extends Transmit {
        private final List<SharedField> fields;

        Headers(RingVif vif, RawRing ring, Function<Random, byte[]> frames, List<HeaderField> headers) {
            super(vif, ring, frames);
            int[] places = IntStream.range(PAGES, 2 * PAGES)
                    .map(id -> vif.transmitPageOf(id) + OFFSET)
                    .toArray();
            this.fields = headers.stream().map(header -> header.in(places)).toList();
        }

        @Override
        public String name() {
            return "frame";
        }

        @Override
        public List<SharedField> fields() {
            return fields;
        }

        @Override
        public int oneRaceIn() {
            return 4;
        }

        @Override
        int element(int position, int number) {
            return number;
        }

        @Override
        void put(int number, Random random) {
            putFrame(PAGES + number, random);
        }
    }

    /** Posting buffers. */
    static final class Receive extends OfVif {
        Receive(RingVif vif, RawRing ring) {
            super(vif, ring);
        }

        @Override
        public String name() {
            return "receive";
        }

        @Override
        public List<SharedField> fields() {
            List<SharedField> fields = new ArrayList<>(vif().receiveFields(ring()));
            fields.addAll(ring().indexFields("rx"));
            return fields;
        }

        @Override
        void put(int number, Random random) {
            vif().putReceive(number);
        }
    }
}
