package io.nodev.tck.reference;

import io.nodev.common.packet.MacAddress;
import io.nodev.tck.NetReceiveTck;
import io.nodev.tck.NetRequestTck;
import io.nodev.tck.NetRingTck;
import io.nodev.tck.RandomOperationsTck;
import io.nodev.tck.RecoveryTck;
import io.nodev.tck.harness.IoStackHarness;
import io.nodev.tck.harness.TxRequest;
import io.nodev.tck.harness.TxResponse;
import java.util.Arrays;
import java.util.List;

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

    /** The frame before is still in the page of a short one, behind it. */
    private static final class Remembering extends ReferenceVif {
        private byte[] before = new byte[0];

        Remembering(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        byte[] restOfPage(byte[] frame) {
            byte[] rest = super.restOfPage(frame);
            System.arraycopy(
                    before, Math.min(before.length, frame.length), rest, 0, Math.max(0, before.length - frame.length));
            before = frame;
            return rest;
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

    /** What was not answered before a restart is lost. */
    private static final class Forgetting extends ReferenceVif {
        Forgetting(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void requeue(List<TxRequest> unanswered) {}
    }

    /** Buffers that came back with a restart are not posted again. */
    private static final class Bufferless extends ReferenceVif {
        Bufferless(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        void repost(int buffers) {
            super.repost(buffers / 2);
        }
    }

    /** After a restart, a guest's frames reach another one. */
    private static final class Misconnecting extends ReferenceVif {
        private final ReferenceMachine machine;

        Misconnecting(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
            this.machine = machine;
        }

        @Override
        void connect() {
            super.connect();
            machine.misconnect();
        }
    }

    /** What is sent while not connected is kept for later. */
    private static final class Keeping extends ReferenceVif {
        Keeping(ReferenceMachine machine, int domain, int index, MacAddress address) {
            super(machine, domain, index, address);
        }

        @Override
        boolean isConnected() {
            return true;
        }
    }

    /** Bound to a stack that forgets what was not answered. */
    static final class ForgettingCase extends RecoveryTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Forgetting::new);
        }
    }

    /** Bound to a stack that forgets buffers. */
    static final class BufferlessCase extends RecoveryTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Bufferless::new);
        }
    }

    /** Bound to a stack that connects guests to each other's interfaces. */
    static final class MisconnectingCase extends RecoveryTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Misconnecting::new);
        }
    }

    /** Bound to a stack that keeps frames for later. */
    static final class KeepingCase extends RecoveryTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Keeping::new);
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

    /** Bound to a stack that reuses pages as they are. */
    static final class RememberingCase extends NetReceiveTck {
        @Override
        protected IoStackHarness newHarness() {
            return new ReferenceIoStack(Remembering::new);
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
