package io.nodev.plugin.generate;

import io.nodev.common.machine.Architecture;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.templates.model.HypercallTableModel.CallModel;
import java.util.List;
import java.util.Locale;

/** Which hypercalls an architecture answers, and with what. */
final class HypercallModels {
    /** What answers a call: the hypervisor in both architectures, the network of the legacy one, or nothing. */
    private enum Answer {
        CORE,
        LEGACY,
        NOTHING
    }

    /**
     * Source: xen/include/hypervisor-ifs/hypervisor-if.h at ddc87ed302; 26 is ours, 25 unused.
     *
     * @param title its name of 2004
     */
    private record Call(int number, String title, Answer answer) {
        String constant() {
            return title.toUpperCase(Locale.ROOT);
        }

        /** The name of the method that makes what answers it: {@code mmuUpdate}. */
        String method() {
            StringBuilder name = new StringBuilder();
            for (String word : title.split("_")) {
                name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
            return name.toString();
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call(0, "set_trap_table", Answer.NOTHING),
            new Call(HypercallNumber.MMU_UPDATE, "mmu_update", Answer.CORE),
            new Call(HypercallNumber.CONSOLE_WRITE, "console_write", Answer.CORE),
            new Call(3, "set_gdt", Answer.NOTHING),
            new Call(4, "stack_switch", Answer.NOTHING),
            new Call(5, "set_callbacks", Answer.NOTHING),
            new Call(HypercallNumber.NET_IO_OP, "net_io_op", Answer.LEGACY),
            new Call(7, "fpu_taskswitch", Answer.NOTHING),
            new Call(HypercallNumber.SCHED_OP, "sched_op", Answer.CORE),
            new Call(HypercallNumber.DOM0_OP, "dom0_op", Answer.CORE),
            new Call(HypercallNumber.NETWORK_OP, "network_op", Answer.LEGACY),
            new Call(HypercallNumber.BLOCK_IO_OP, "block_io_op", Answer.LEGACY),
            new Call(12, "set_debugreg", Answer.NOTHING),
            new Call(13, "get_debugreg", Answer.NOTHING),
            new Call(14, "update_descriptor", Answer.NOTHING),
            new Call(15, "set_fast_trap", Answer.NOTHING),
            new Call(HypercallNumber.DOM_MEM_OP, "dom_mem_op", Answer.CORE),
            new Call(HypercallNumber.MULTICALL, "multicall", Answer.CORE),
            new Call(18, "kbd_op", Answer.NOTHING),
            new Call(HypercallNumber.UPDATE_VA_MAPPING, "update_va_mapping", Answer.CORE),
            new Call(HypercallNumber.SET_TIMER_OP, "set_timer_op", Answer.CORE),
            new Call(HypercallNumber.EVENT_CHANNEL_OP, "event_channel_op", Answer.CORE),
            new Call(HypercallNumber.XEN_VERSION, "xen_version", Answer.CORE),
            new Call(HypercallNumber.CONSOLE_IO, "console_io", Answer.CORE),
            new Call(HypercallNumber.PHYSDEV_OP, "physdev_op", Answer.NOTHING),
            new Call(HypercallNumber.GRANT_TABLE_OP, "grant_table_op", Answer.CORE));

    private HypercallModels() {}

    /** Every number with what answers it in the architecture. */
    static List<CallModel> of(Architecture architecture) {
        return CALLS.stream()
                .map(call -> new CallModel(call.number(), call.title(), call.constant(), handler(call, architecture)))
                .toList();
    }

    private static String handler(Call call, Architecture architecture) {
        boolean legacy = architecture == Architecture.LEGACY;
        return switch (call.answer()) {
            case CORE -> (legacy ? "calls.core()." : "core.") + call.method() + "()";
            case LEGACY -> legacy ? "calls." + call.method() + "()" : "";
            case NOTHING -> "";
        };
    }
}
