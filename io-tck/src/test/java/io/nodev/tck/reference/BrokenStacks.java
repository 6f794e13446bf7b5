package io.nodev.tck.reference;

import io.nodev.common.packet.MacAddress;
import io.nodev.tck.NetReceiveTck;
import io.nodev.tck.NetRequestTck;
import io.nodev.tck.NetRingTck;
import io.nodev.tck.RandomOperationsTck;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.TxResponse;
import java.util.Arrays;

/** Stacks that are wrong in one way each, and contracts bound to them. Their tests are run by {@link BrokenStacksTest}. */
final class BrokenStacks {
    private BrokenStacks() {}

    /** Every tenth frame is lost. */
    private static final class Dropping extends ReferenceVif {
        private int frames;

        Dropping(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        boolean send(byte[] frame) {
            return ++frames % 10 != 0 && super.send(frame);
        }
    }

    /** Every tenth frame goes out twice. */
    private static final class Duplicating extends ReferenceVif {
        private int frames;

        Duplicating(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        boolean send(byte[] frame) {
            if (++frames % 10 == 0) {
                super.send(frame);
            }
            return super.send(frame);
        }
    }

    /** Every other frame waits for the next one. */
    private static final class Reordering extends ReferenceVif {
        private byte[] waiting;

        Reordering(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        boolean send(byte[] frame) {
            if (waiting == null) {
                waiting = frame;
                return false;
            }
            byte[] first = waiting;
            waiting = null;
            boolean wire = super.send(frame);
            return super.send(first) || wire;
        }
    }

    /** Bytes of the frame before show behind a short one. */
    private static final class Leaking extends ReferenceVif {
        private byte[] before = new byte[0];

        Leaking(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void receive(byte[] frame) {
            byte[] leaked = Arrays.copyOf(frame, Math.max(frame.length, before.length));
            if (before.length > frame.length) {
                System.arraycopy(before, frame.length, leaked, frame.length, before.length - frame.length);
            }
            before = frame;
            super.receive(leaked);
        }
    }

    /** Every tenth request is answered twice. */
    private static final class Overrunning extends ReferenceVif {
        private int answers;

        Overrunning(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void respond(TxResponse response) {
            super.respond(response);
            if (++answers % 10 == 0) {
                super.respond(response);
            }
        }
    }

    /** A bad request has the status of a good one. */
    private static final class WrongStatus extends ReferenceVif {
        WrongStatus(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        int refusal() {
            return 0;
        }
    }

    /** Nobody is notified. */
    private static final class Silent extends ReferenceVif {
        Silent(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void raise() {}
    }

    /** Every tenth frame received leaves a page behind. */
    private static final class PageLeaking extends ReferenceVif {
        private final ReferenceMachine machine;
        private int frames;

        PageLeaking(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
            this.machine = machine;
        }

        @Override
        void receive(byte[] frame) {
            if (frames++ % 10 == 0) {
                machine.hypervisor().frames().allocate(domain());
            }
            super.receive(frame);
        }
    }

    /** Bound to a stack that loses frames. */
    static final class DroppingCase extends NetRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Dropping::new);
        }
    }

    /** Bound to a stack that duplicates frames. */
    static final class DuplicatingCase extends NetRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Duplicating::new);
        }
    }

    /** Bound to a stack that reorders frames. */
    static final class ReorderingCase extends NetRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Reordering::new);
        }
    }

    /** Bound to a stack that leaks bytes. */
    static final class LeakingCase extends NetReceiveTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Leaking::new);
        }
    }

    /** Bound to a stack that answers too much. */
    static final class OverrunningCase extends NetRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Overrunning::new);
        }
    }

    /** Bound to a stack with a wrong status. */
    static final class WrongStatusCase extends NetRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(WrongStatus::new);
        }
    }

    /** Bound to a stack without notifications. */
    static final class SilentCase extends NetRingTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Silent::new);
        }
    }

    /** Bound to a stack that leaks pages. */
    static final class PageLeakingCase extends NetReceiveTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(PageLeaking::new);
        }
    }

    /** Random operations on a stack that loses frames. */
    static final class RandomDroppingCase extends RandomOperationsTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Dropping::new);
        }
    }
}
