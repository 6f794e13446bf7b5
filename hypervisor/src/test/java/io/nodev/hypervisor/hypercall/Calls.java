package io.nodev.hypervisor.hypercall;

import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.console.EmergencyConsole;

/** A machine whose table has all that both architectures have. */
final class Calls {
    /** Addresses at which no domain has memory. */
    static final int[] WILD = {0, 4, 0x2000, 0x7FFF_FFF0, 0x8000_0000, 0xFFFF_F000, -1, -4};

    final TestMachine machine = new TestMachine();
    final EmergencyConsole console = new EmergencyConsole(machine.hypervisor, "devdomain-io");
    final StringBuilder screen = new StringBuilder();
    final StringBuilder serial = new StringBuilder();
    final HypercallTable table;

    Calls() {
        this(HypervisorBuild.PRODUCTION);
    }

    Calls(HypervisorBuild build) {
        console.addScreen(screen::append);
        console.addSerial(serial::append);
        CoreHypercalls core = new CoreHypercalls(machine.hypervisor, console, build);
        table = HypercallTable.builder()
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

    Caller domain(int id) {
        return new Caller(machine.domain(id), table);
    }

    Caller privileged(int id) {
        return new Caller(machine.privileged(id), table);
    }
}
