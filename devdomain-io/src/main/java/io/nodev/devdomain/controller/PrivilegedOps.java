package io.nodev.devdomain.controller;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.event.PortState;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;

/** What the control domain asks of the hypervisor about others: binding their ports and closing them. */
final class PrivilegedOps {
    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int op;

    PrivilegedOps(GuestKernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.op = kernel.scratch(EventChannelOpLayout.SIZE);
    }

    /** Binds fresh ports of two domains to each other; 0 or a negated error number. */
    int bind(int first, int second) {
        memory.putInt(op + EventChannelOpLayout.COMMAND, EventChannelOpLayout.BIND_INTERDOMAIN);
        memory.putInt(op + EventChannelOpLayout.FIRST, first);
        memory.putInt(op + EventChannelOpLayout.SECOND, second);
        memory.putInt(op + EventChannelOpLayout.THIRD, 0);
        memory.putInt(op + EventChannelOpLayout.FOURTH, 0);
        return kernel.gate().call(HypercallNumber.EVENT_CHANNEL_OP, op);
    }

    /** The first end's port of the last {@link #bind}. */
    int firstPort() {
        return memory.getInt(op + EventChannelOpLayout.THIRD);
    }

    /** The second end's port of the last {@link #bind}. */
    int secondPort() {
        return memory.getInt(op + EventChannelOpLayout.FOURTH);
    }

    void close(int domain, int port) {
        memory.putInt(op + EventChannelOpLayout.COMMAND, EventChannelOpLayout.CLOSE);
        memory.putInt(op + EventChannelOpLayout.FIRST, domain);
        memory.putInt(op + EventChannelOpLayout.SECOND, port);
        kernel.gate().call(HypercallNumber.EVENT_CHANNEL_OP, op);
    }

    /** Whether a port of the control domain's own still has its peer. */
    boolean hasPeer(int port) {
        memory.putInt(op + EventChannelOpLayout.COMMAND, EventChannelOpLayout.STATUS);
        memory.putInt(op + EventChannelOpLayout.FIRST, kernel.gate().domain());
        memory.putInt(op + EventChannelOpLayout.SECOND, port);
        int result = kernel.gate().call(HypercallNumber.EVENT_CHANNEL_OP, op);
        return result == 0 && memory.getInt(op + EventChannelOpLayout.THIRD) == PortState.INTERDOMAIN.code();
    }
}
