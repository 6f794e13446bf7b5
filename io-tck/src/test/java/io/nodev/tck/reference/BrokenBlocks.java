package io.nodev.tck.reference;

import io.nodev.common.machine.VbdConfig;
import io.nodev.tck.BlockRequestTck;
import io.nodev.tck.harness.BlockResponse;
import io.nodev.tck.harness.IoStackHarness;
import java.util.List;

/** Reference stacks whose block rings are each wrong in one way, and the contract run on each. */
final class BrokenBlocks {
    private BrokenBlocks() {}

    /** Says that a flush is done without doing it. */
    private static final class ForgetfulPort extends ReferenceBlockPort {
        ForgetfulPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        int flush(VbdConfig vbd) {
            return 0;
        }
    }

    /** Lets a guest write what it may only read. */
    private static final class OpenPort extends ReferenceBlockPort {
        OpenPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        boolean mayWrite(VbdConfig vbd) {
            return true;
        }
    }

    /** Answers each request twice. */
    private static final class EchoingPort extends ReferenceBlockPort {
        EchoingPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        void answer(BlockResponse response) {
            super.answer(response);
            if (response.id() % 2 == 0) {
                super.answer(response);
            }
        }
    }

    /** Believes that a VBD never ends. */
    private static final class EndlessPort extends ReferenceBlockPort {
        EndlessPort(ReferenceMachine machine, int domain, List<VbdConfig> vbds) {
            super(machine, domain, vbds);
        }

        @Override
        int extentOf(VbdConfig vbd, long sector) {
            int last = vbd.extents().size() - 1;
            int found = super.extentOf(vbd, sector);
            return found < 0 && sector >= 0 ? last : found;
        }
    }

    static final class ForgetfulCase extends BlockRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return ReferenceIoStack.withBlocks(ForgetfulPort::new);
        }
    }

    static final class OpenCase extends BlockRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return ReferenceIoStack.withBlocks(OpenPort::new);
        }
    }

    static final class EchoingCase extends BlockRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return ReferenceIoStack.withBlocks(EchoingPort::new);
        }
    }

    static final class EndlessCase extends BlockRequestTck {
        @Override
        protected IoStackHarness newHarness() {
            return ReferenceIoStack.withBlocks(EndlessPort::new);
        }
    }
}
