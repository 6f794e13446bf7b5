package io.nodev.tck.hostile;

import static io.nodev.tck.hostile.HypercallCase.plain;
import static io.nodev.tck.hostile.HypercallCase.pointed;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.Virq;
import io.nodev.hypervisor.hypercall.Dom0OpLayout;
import io.nodev.hypervisor.hypercall.DomMemOpLayout;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.GrantTableOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import java.util.ArrayList;
import java.util.List;

/** One case for each hypercall and each of its commands. */
final class HypercallCases {
    private static final int NET_COMMANDS = 4;
    private static final int NETWORK_COMMANDS = 6;
    private static final int NETWORK_WORDS = 15;
    private static final int BLOCK_COMMANDS = 10;
    private static final int BLOCK_SET = 6;
    private static final int BLOCK_LISTS = 8;
    private static final int BLOCK_DEVICE = HostileDisk.VBD | 3 << 16;
    private static final int BLOCK_DISK = 0x300;
    private static final int BLOCK_SECTORS = 4096;
    private static final int GRANT = 3;
    private static final int ONE = 1;

    /**
     * What a case may name without lying.
     *
     * @param other a domain that is not hostile
     * @param page a page of the caller's to play with
     * @param entryAddress the machine address of the entry that maps it
     * @param entry that entry
     * @param mapping a page of address space that maps nothing
     * @param port a port of the caller's that nobody needs
     */
    record Names(int other, int page, int entryAddress, int entry, int mapping, int port) {
        int frame() {
            return entry >>> 12;
        }
    }

    private HypercallCases() {}

    static List<HypercallCase> of(Names names) {
        List<HypercallCase> cases = new ArrayList<>();
        memory(cases, names);
        control(cases, names);
        events(cases, names);
        grants(cases, names);
        for (int command = 0; command < NET_COMMANDS; command++) {
            cases.add(pointed("net_io_op." + command, HypercallNumber.NET_IO_OP, command, 0, 0, 0, 0));
        }
        for (int command = 0; command < NETWORK_COMMANDS; command++) {
            int[] words = new int[NETWORK_WORDS];
            words[0] = command;
            words[1] = names.other();
            cases.add(pointed("network_op." + command, HypercallNumber.NETWORK_OP, words));
        }
        blocks(cases, names);
        return cases;
    }

    /** Where a list or array is asked for, it is in the caller's page; elsewhere those words are an extent. */
    private static void blocks(List<HypercallCase> cases, Names names) {
        for (int command = 0; command < BLOCK_COMMANDS; command++) {
            int third = command < BLOCK_LISTS ? BLOCK_DEVICE : 1;
            cases.add(pointed(
                    "block_io_op." + command,
                    HypercallNumber.BLOCK_IO_OP,
                    command,
                    command < BLOCK_LISTS ? names.other() : 0,
                    0,
                    third,
                    command == BLOCK_SET || command >= BLOCK_LISTS ? names.page() : BLOCK_DISK,
                    0,
                    0,
                    BLOCK_SECTORS,
                    0));
        }
    }

    private static void memory(List<HypercallCase> cases, Names names) {
        cases.add(pointed("mmu_update", HypercallNumber.MMU_UPDATE, names.entryAddress(), names.entry())
                .with(1, ONE));
        cases.add(plain("update_va_mapping", HypercallNumber.UPDATE_VA_MAPPING, names.page(), names.entry()));
        cases.add(pointed(
                "dom_mem_op.increase",
                HypercallNumber.DOM_MEM_OP,
                DomMemOpLayout.INCREASE,
                Domain.SELF,
                ONE,
                names.page()));
        cases.add(pointed(
                "dom_mem_op.decrease",
                HypercallNumber.DOM_MEM_OP,
                DomMemOpLayout.DECREASE,
                Domain.SELF,
                ONE,
                names.page()));
    }

    private static void control(List<HypercallCase> cases, Names names) {
        cases.add(plain("console_write", HypercallNumber.CONSOLE_WRITE, names.page(), ONE));
        cases.add(plain("console_io", HypercallNumber.CONSOLE_IO, 0, ONE, names.page()));
        cases.add(plain("sched_op.yield", HypercallNumber.SCHED_OP, 0));
        cases.add(plain("sched_op.block", HypercallNumber.SCHED_OP, 1));
        cases.add(plain("set_timer_op", HypercallNumber.SET_TIMER_OP, 0, Integer.MAX_VALUE));
        cases.add(plain("xen_version", HypercallNumber.XEN_VERSION, 0));
        cases.add(plain("physdev_op", HypercallNumber.PHYSDEV_OP, names.page()));
        for (int command : new int[] {
            Dom0OpLayout.DESTROY_DOMAIN,
            Dom0OpLayout.GET_DOMAIN_INFO,
            Dom0OpLayout.READ_CONSOLE,
            Dom0OpLayout.SET_MAX_PAGES
        }) {
            int[] words = new int[Dom0OpLayout.SIZE / Integer.BYTES];
            words[0] = command;
            words[1] = names.other();
            cases.add(pointed("dom0_op." + command, HypercallNumber.DOM0_OP, words));
        }
        cases.add(pointed("multicall", HypercallNumber.MULTICALL, HypercallNumber.XEN_VERSION, 0, 0, 0, 0, 0, 0, 0)
                .with(1, ONE));
        cases.add(pointed(
                        "multicall.mapping",
                        HypercallNumber.MULTICALL,
                        HypercallNumber.UPDATE_VA_MAPPING,
                        names.page(),
                        names.entry(),
                        0,
                        0,
                        0,
                        0,
                        0)
                .with(1, ONE));
    }

    private static void events(List<HypercallCase> cases, Names names) {
        add(cases, "bind_interdomain", EventChannelOpLayout.BIND_INTERDOMAIN, Domain.SELF, names.other(), 0, 1);
        add(cases, "bind_virq", EventChannelOpLayout.BIND_VIRQ, Virq.TIMER, 0, 0, 0);
        add(cases, "bind_pirq", EventChannelOpLayout.BIND_PIRQ, 1, 0, 0, 0);
        add(cases, "close", EventChannelOpLayout.CLOSE, Domain.SELF, names.port(), 0, 0);
        add(cases, "send", EventChannelOpLayout.SEND, names.port(), 0, 0, 0);
        add(cases, "status", EventChannelOpLayout.STATUS, Domain.SELF, names.port(), 0, 0);
        add(cases, "alloc_unbound", EventChannelOpLayout.ALLOC_UNBOUND, names.other(), 0, 0, 0);
    }

    private static void add(List<HypercallCase> cases, String name, int command, int a, int b, int c, int d) {
        cases.add(pointed("event_channel_op." + name, HypercallNumber.EVENT_CHANNEL_OP, command, a, b, c, d, 0));
    }

    private static void grants(List<HypercallCase> cases, Names names) {
        grant(cases, "map", GrantTableOpLayout.MAP, Domain.SELF, GRANT, 0, names.mapping(), 0, 0);
        grant(cases, "map_foreign", GrantTableOpLayout.MAP, names.other(), GRANT, 0, names.mapping(), 0, 0);
        grant(cases, "unmap", GrantTableOpLayout.UNMAP, 0, 0);
        grant(cases, "set_up", GrantTableOpLayout.SET_UP, ONE, names.page(), 0);
        grant(cases, "exchange", GrantTableOpLayout.EXCHANGE, names.other(), GRANT, names.page(), 0);
        grant(cases, "exchange_self", GrantTableOpLayout.EXCHANGE, Domain.SELF, GRANT, names.page(), 0);
        grant(cases, "query", GrantTableOpLayout.QUERY, GRANT, 0, 0);
    }

    private static void grant(List<HypercallCase> cases, String name, int command, int... words) {
        cases.add(pointed("grant_table_op." + name, HypercallNumber.GRANT_TABLE_OP, words)
                .pointedBy(1)
                .with(0, command)
                .with(2, ONE));
    }
}
