package io.nodev.devdomain;

import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;

/** The hypercalls of a device-domain machine: what the hypervisor itself answers, and nothing of devices. */
public final class DeviceDomainHypercalls {
    private DeviceDomainHypercalls() {}

    /** The table. Numbers 6, 10 and 11 are not in it, and so answer -ENOSYS without a look at their arguments. */
    public static HypercallTable table(CoreHypercalls core) {
        return HypercallTable.builder()
                .set(HypercallNumber.MMU_UPDATE, core.mmuUpdate())
                .set(HypercallNumber.CONSOLE_WRITE, core.consoleWrite())
                .set(HypercallNumber.SCHED_OP, core.schedOp())
                .set(HypercallNumber.DOM0_OP, core.dom0Op())
                .set(HypercallNumber.DOM_MEM_OP, core.domMemOp())
                .set(HypercallNumber.MULTICALL, core.multicall())
                .set(HypercallNumber.UPDATE_VA_MAPPING, core.updateVaMapping())
                .set(HypercallNumber.SET_TIMER_OP, core.setTimerOp())
                .set(HypercallNumber.EVENT_CHANNEL_OP, core.eventChannelOp())
                .set(HypercallNumber.XEN_VERSION, core.xenVersion())
                .set(HypercallNumber.CONSOLE_IO, core.consoleIo())
                .set(HypercallNumber.GRANT_TABLE_OP, core.grantTableOp())
                .build();
    }
}
