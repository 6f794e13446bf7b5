package io.nodev.hypervisor.hypercall;

import static io.nodev.hypervisor.Errno.ENOSYS;

import io.nodev.hypervisor.domain.Domain;

/**
 * {@code xen_version(command)}: command 0 gives the major version in the high 16 bits and the minor in the low ones; all
 * else is -ENOSYS. Both builds say 1.3, the development version of spring 2004 whose hypercalls we have; which architecture
 * it is cannot be told from here, then as now. Source: xen/common/kernel.c at ddc87ed302.
 */
public final class XenVersion implements Hypercall {
    /** The only command. */
    public static final int VERSION = 0;

    /** Major version 1, minor version 3. */
    public static final int XEN_1_3 = 1 << 16 | 3;

    @Override
    public int call(Domain caller, int command, int a2, int a3) {
        return command == VERSION ? XEN_1_3 : -ENOSYS;
    }
}
