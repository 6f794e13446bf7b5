package io.nodev.legacy.guest;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.legacy.vif.NetIoOpLayout;

/** {@code net_io_op} about one vif, with its argument at a fixed place. */
final class VifCalls {
    private final GuestKernel kernel;
    private final AddressSpace memory;
    private final int vif;
    private final int argument;

    VifCalls(GuestKernel kernel, int vif) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.vif = vif;
        this.argument = kernel.scratch(NetIoOpLayout.SIZE);
    }

    /** Makes the call; returns its result. */
    int call(int command) {
        memory.putInt(argument + NetIoOpLayout.COMMAND, command);
        memory.putInt(argument + NetIoOpLayout.VIF, vif);
        return kernel.gate().call(HypercallNumber.NET_IO_OP, argument);
    }

    /** What the last GET_VIF_INFO said of the ring page. */
    int ringFrame() {
        return memory.getInt(argument + NetIoOpLayout.RING_FRAME);
    }

    /** What the last GET_VIF_INFO said of the hardware address. */
    void copyAddress(byte[] into) {
        memory.read(argument + NetIoOpLayout.ADDRESS, into, 0, into.length);
    }
}
