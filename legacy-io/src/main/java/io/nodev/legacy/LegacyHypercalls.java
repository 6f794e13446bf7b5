package io.nodev.legacy;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.hypercall.EventChannelOp;
import io.nodev.hypervisor.hypercall.GrantTableOp;
import io.nodev.hypervisor.hypercall.Hypercall;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.hypercall.MmuUpdate;
import io.nodev.hypervisor.hypercall.UpdateVaMapping;
import io.nodev.legacy.vbd.BlockIoOp;
import io.nodev.legacy.vif.LegacyNetwork;
import io.nodev.legacy.vif.NetIoOp;
import io.nodev.legacy.vif.NetworkOp;

/** What answers hypercalls in one legacy machine: what every machine has, and the three that only this architecture has. */
public final class LegacyHypercalls {
    private final Hypervisor hypervisor;
    private final LegacyNetwork network;
    private final EmergencyConsole console;

    LegacyHypercalls(Hypervisor hypervisor, LegacyNetwork network, EmergencyConsole console) {
        this.hypervisor = hypervisor;
        this.network = network;
        this.console = console;
    }

    /** Rings of the caller's own vifs. */
    public Hypercall netIoOp() {
        return new NetIoOp(network);
    }

    /** Rules and rates. */
    public Hypercall networkOp() {
        return new NetworkOp(hypervisor, network, console);
    }

    /** Virtual disks, of which there are none. */
    public Hypercall blockIoOp() {
        return new BlockIoOp();
    }

    /** The whole table of this architecture. */
    public HypercallTable table() {
        return HypercallTable.builder()
                .set(HypercallNumber.MMU_UPDATE, new MmuUpdate(hypervisor.pageTables()))
                .set(HypercallNumber.UPDATE_VA_MAPPING, new UpdateVaMapping(hypervisor.pageTables()))
                .set(HypercallNumber.EVENT_CHANNEL_OP, new EventChannelOp(hypervisor.events(), hypervisor.domains()))
                .set(HypercallNumber.GRANT_TABLE_OP, new GrantTableOp(hypervisor.grants()))
                .set(HypercallNumber.NET_IO_OP, netIoOp())
                .set(HypercallNumber.NETWORK_OP, networkOp())
                .set(HypercallNumber.BLOCK_IO_OP, blockIoOp())
                .build();
    }
}
