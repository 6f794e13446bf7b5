package io.nodev.tck.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A ring of a vif whose guest lies. */
abstract class HostileRing implements HostileStep {
    /** Requests put in one step at most. */
    private static final int MOST = 4;

    /** Pages that are used in turn. */
    private static final int PAGES = 64;

    private final RingVif vif;
    private final RawRing ring;
    private int nextId;

    private HostileRing(RingVif vif, RawRing ring) {
        this.vif = vif;
        this.ring = ring;
    }

    final RingVif vif() {
        return vif;
    }

    final RawRing ring() {
        return ring;
    }

    abstract void put(int id, Random random);

    @Override
    public int prepare(Random random) {
        int first = ring.position();
        int count = 1 + random.nextInt(MOST);
        for (int i = 0; i < count; i++) {
            put(nextId++ % PAGES, random);
        }
        ring.publish();
        return first + random.nextInt(count);
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

    /** Sending. */
    static final class Transmit extends HostileRing {
        /** Where frames lie in their page, so that an offset left over from a response names none of them. */
        private static final int OFFSET = 1024;

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
        void put(int id, Random random) {
            vif().putTransmit(TxRequest.of(id, frames.apply(random)).at(OFFSET));
        }
    }

    /** Posting buffers. */
    static final class Receive extends HostileRing {
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
        void put(int id, Random random) {
            vif().putReceive(id);
        }
    }
}
