package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;

/**
 * What answers the calls that both architectures have, each method named after its call. A machine's table takes each
 * from here once:
 *
 * <pre>{@code
 * table.set(HypercallNumber.MMU_UPDATE, core.mmuUpdate());
 * }</pre>
 */
public final class CoreHypercalls {
    private final Hypervisor hypervisor;
    private final EmergencyConsole console;
    private final HypervisorBuild build;

    /** The calls of a production build. */
    public CoreHypercalls(Hypervisor hypervisor, EmergencyConsole console) {
        this(hypervisor, console, HypervisorBuild.PRODUCTION);
    }

    /** The calls of one machine. */
    public CoreHypercalls(Hypervisor hypervisor, EmergencyConsole console, HypervisorBuild build) {
        this.hypervisor = hypervisor;
        this.console = console;
        this.build = build;
    }

    /** Changes of page-table entries. */
    public Hypercall mmuUpdate() {
        return new MmuUpdate(hypervisor.pageTables());
    }

    /** Text to the console, deprecated. */
    public Hypercall consoleWrite() {
        return new ConsoleWrite(console, build);
    }

    /** Yield or block. */
    public Hypercall schedOp() {
        return new SchedOp(hypervisor.memory());
    }

    /** What a privileged domain does to others. */
    public Hypercall dom0Op() {
        return new Dom0Op(hypervisor, console);
    }

    /** Pages from and to the hypervisor. */
    public Hypercall domMemOp() {
        return new DomMemOp(hypervisor.domains(), hypervisor.frames());
    }

    /** Several calls at once, over the table that it is set in. */
    public HypercallTable.Composite multicall() {
        return Multicall::new;
    }

    /** One page-table entry by virtual address. */
    public Hypercall updateVaMapping() {
        return new UpdateVaMapping(hypervisor.pageTables());
    }

    /** The caller's timer; it ends with its domain. */
    public Hypercall setTimerOp() {
        SetTimerOp op = new SetTimerOp(hypervisor.timers(), hypervisor.events());
        hypervisor.addDeviceTeardown(op::cancel);
        return op;
    }

    /** Ports. */
    public Hypercall eventChannelOp() {
        return new EventChannelOp(hypervisor.events(), hypervisor.domains());
    }

    /** Version of the hypervisor. */
    public Hypercall xenVersion() {
        return new XenVersion();
    }

    /** The serial console. */
    public Hypercall consoleIo() {
        return new ConsoleIo(console);
    }

    /** Grants and page exchange. */
    public Hypercall grantTableOp() {
        return new GrantTableOp(hypervisor.grants());
    }
}
