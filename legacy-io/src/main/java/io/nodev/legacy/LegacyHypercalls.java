package io.nodev.legacy;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.hypercall.CoreHypercalls;
import io.nodev.hypervisor.hypercall.Hypercall;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.legacy.vbd.BlockIoOp;
import io.nodev.legacy.vbd.LegacyDisks;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.NetIoOp;
import io.nodev.legacy.vif.NetworkOp;

/** What answers hypercalls in one legacy machine: what every machine has, and the three that only this architecture has. */
public final class LegacyHypercalls {
    private final Hypervisor hypervisor;
    private final LegacyNetwork network;
    private final LegacyDisks disks;
    private final EmergencyConsole console;
    private final CoreHypercalls core;

    LegacyHypercalls(Hypervisor hypervisor, LegacyNetwork network, LegacyDisks disks, EmergencyConsole console) {
        this.hypervisor = hypervisor;
        this.network = network;
        this.disks = disks;
        this.console = console;
        this.core = new CoreHypercalls(hypervisor, console);
    }

    /** What both architectures answer. */
    public CoreHypercalls core() {
        return core;
    }

    /** Rings of the caller's own vifs. */
    public Hypercall netIoOp() {
        return new NetIoOp(network);
    }

    /** Rules and rates. */
    public Hypercall networkOp() {
        return new NetworkOp(hypervisor, network, console);
    }

    /** The caller's own block ring, and virtual disks. */
    public Hypercall blockIoOp() {
        return new BlockIoOp(hypervisor, disks);
    }

    /** The whole table of this architecture. */
    public HypercallTable table() {
        return HypercallTable.builder()
                .set(HypercallNumber.MMU_UPDATE, core.mmuUpdate())
                .set(HypercallNumber.CONSOLE_WRITE, core.consoleWrite())
                .set(HypercallNumber.NET_IO_OP, netIoOp())
                .set(HypercallNumber.SCHED_OP, core.schedOp())
                .set(HypercallNumber.DOM0_OP, core.dom0Op())
                .set(HypercallNumber.NETWORK_OP, networkOp())
                .set(HypercallNumber.BLOCK_IO_OP, blockIoOp())
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
