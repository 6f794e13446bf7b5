package io.nodev.devdomain;

import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;

/**
 * {@code /proc/xen/vfr}, which domain 0's kernel still has: the hypervisor behind it has no rules any more, and the file
 * keeps that to itself. Source: xenolinux-2.4.25-sparse/arch/xen/drivers/dom0/vfr.c at ddc87ed302.
 */
public final class VfrFile {
    private static final int NO_ARGUMENT = 0;

    private final HypercallGate gate;

    /** The file of one domain. */
    public VfrFile(HypercallGate gate) {
        this.gate = gate;
    }

    /**
     * Takes text, and makes the hypercall that would change the rules; it is refused without a look at its argument.
     *
     * @return all of the text's length, whatever became of it
     */
    public int write(byte[] text) {
        gate.call(HypercallNumber.NETWORK_OP, NO_ARGUMENT);
        return text.length;
    }

    /** Nothing is ever read from the file: it ends where it begins. */
    public int read() {
        return 0;
    }
}
