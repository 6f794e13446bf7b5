package io.nodev.tck.hostile;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.grant.GrantEntryLayout;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.GrantTableOpLayout;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.SharedField;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** What every guest shares with the hypervisor, whatever the architecture: notification bits and a grant table. */
public final class SharedSteps {
    private static final int WORDS = 32;

    private SharedSteps() {}

    /** Events to itself, over a channel whose two ends are the guest's. */
    public static HostileStep events(GuestKernel kernel) {
        return new Events(kernel);
    }

    /** A page granted to itself, mapped and unmapped; in a machine without a grant table of its own. */
    public static HostileStep grants(GuestKernel kernel) {
        return new Grants(kernel);
    }

    /**
     * What else a guest normally does, while its grants for that are lied in.
     *
     * @param references the grants that are used, in the order of the step's elements; of the first 512 there are
     */
    public static HostileStep granted(GuestKernel kernel, HostileStep step, List<Integer> references) {
        return new Granted(step, grantFields(mapGrantTable(kernel), references::get, references.size()));
    }

    /** The first page of the guest's grant table, mapped once more. */
    private static int mapGrantTable(GuestKernel kernel) {
        int table = kernel.mappings().take();
        int op = kernel.scratch(GrantTableOpLayout.SET_UP_SIZE);
        int list = kernel.scratch(Integer.BYTES);
        kernel.memory().putInt(op + GrantTableOpLayout.SET_UP_PAGES, 1);
        kernel.memory().putInt(op + GrantTableOpLayout.SET_UP_FRAMES, list);
        kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, GrantTableOpLayout.SET_UP, op, 1);
        int frame = kernel.memory().getInt(list);
        kernel.gate().call(HypercallNumber.UPDATE_VA_MAPPING, table, PageTableEntry.writable(frame), 0);
        return table;
    }

    private static List<SharedField> grantFields(int table, IntUnaryOperator references, int count) {
        return List.of(
                grantField("flags", table, references, count, Short.BYTES),
                grantField("domain", table + Short.BYTES, references, count, Short.BYTES),
                grantField("frame", table + Integer.BYTES, references, count, Integer.BYTES));
    }

    private static SharedField grantField(String name, int first, IntUnaryOperator references, int count, int bytes) {
        IntUnaryOperator place = element -> first + references.applyAsInt(element) * GrantEntryLayout.SIZE;
        return new SharedField("grant." + name, place, count, bytes, List.of());
    }

    private record Granted(HostileStep step, List<SharedField> fields) implements HostileStep {
        @Override
        public String name() {
            return step.name() + "-granted";
        }

        @Override
        public int prepare(Random random) {
            return step.prepare(random);
        }

        @Override
        public void tell() {
            step.tell();
        }

        @Override
        public void resync() {
            step.resync();
        }
    }

    private static final class Events implements HostileStep {
        private final GuestKernel kernel;
        private final int op;
        private final int port;

        Events(GuestKernel kernel) {
            this.kernel = kernel;
            this.op = kernel.scratch(EventChannelOpLayout.SIZE);
            AddressSpace memory = kernel.memory();
            memory.putInt(op + EventChannelOpLayout.COMMAND, EventChannelOpLayout.ALLOC_UNBOUND);
            memory.putInt(op + EventChannelOpLayout.FIRST, Domain.SELF);
            kernel.gate().call(HypercallNumber.EVENT_CHANNEL_OP, op);
            int waiting = memory.getInt(op + EventChannelOpLayout.SECOND);
            memory.putInt(op + EventChannelOpLayout.COMMAND, EventChannelOpLayout.BIND_INTERDOMAIN);
            memory.putInt(op + EventChannelOpLayout.FIRST, Domain.SELF);
            memory.putInt(op + EventChannelOpLayout.SECOND, Domain.SELF);
            memory.putInt(op + EventChannelOpLayout.THIRD, 0);
            memory.putInt(op + EventChannelOpLayout.FOURTH, waiting);
            kernel.gate().call(HypercallNumber.EVENT_CHANNEL_OP, op);
            this.port = memory.getInt(op + EventChannelOpLayout.THIRD);
        }

        @Override
        public String name() {
            return "notify";
        }

        @Override
        public List<SharedField> fields() {
            int page = kernel.sharedInfo();
            return List.of(
                    SharedField.once("upcallPending", page + SharedInfoLayout.UPCALL_PENDING, Integer.BYTES),
                    SharedField.once("upcallMask", page + SharedInfoLayout.UPCALL_MASK, Integer.BYTES),
                    SharedField.once("selector", page + SharedInfoLayout.PENDING_SELECTOR, Integer.BYTES),
                    words("pending", page + SharedInfoLayout.PENDING),
                    words("mask", page + SharedInfoLayout.MASK));
        }

        private static SharedField words(String name, int address) {
            return new SharedField(name, address, Integer.BYTES, WORDS, Integer.BYTES);
        }

        @Override
        public int prepare(Random random) {
            return random.nextInt(4) == 0 ? random.nextInt(WORDS) : 0;
        }

        @Override
        public void tell() {
            kernel.send(port);
        }

        @Override
        public void resync() {}
    }

    private static final class Grants implements HostileStep {
        private static final int REFERENCE = 500;

        private final GuestKernel kernel;
        private final AddressSpace memory;
        private final int table;
        private final int page;
        private final int mapping;
        private final int op;

        Grants(GuestKernel kernel) {
            this.kernel = kernel;
            this.memory = kernel.memory();
            this.table = mapGrantTable(kernel);
            this.page = kernel.pages().take();
            this.mapping = kernel.mappings().take();
            this.op = kernel.scratch(GrantTableOpLayout.MAP_SIZE);
        }

        private void call(int command) {
            kernel.gate().call(HypercallNumber.GRANT_TABLE_OP, command, op, 1);
        }

        @Override
        public String name() {
            return "grant";
        }

        @Override
        public List<SharedField> fields() {
            return grantFields(table, IntUnaryOperator.identity(), GrantEntryLayout.PER_PAGE);
        }

        @Override
        public int prepare(Random random) {
            int entry = table + REFERENCE * GrantEntryLayout.SIZE;
            boolean offers = random.nextBoolean();
            int flags = offers ? GrantEntryLayout.OFFER_EXCHANGE : GrantEntryLayout.PERMIT_ACCESS;
            memory.putInt(entry + GrantEntryLayout.FRAME, PageTableEntry.frame(memory.entry(page)));
            memory.putIntRelease(
                    entry + GrantEntryLayout.FLAGS_AND_DOMAIN,
                    GrantEntryLayout.word(flags, kernel.gate().domain()));
            return REFERENCE;
        }

        @Override
        public void tell() {
            memory.putInt(op + GrantTableOpLayout.DOMAIN, Domain.SELF);
            memory.putInt(op + GrantTableOpLayout.REFERENCE, REFERENCE);
            memory.putInt(op + GrantTableOpLayout.EXCHANGE_ADDRESS, page);
            call(GrantTableOpLayout.EXCHANGE);
            memory.putInt(op + GrantTableOpLayout.MAP_FLAGS, 0);
            memory.putInt(op + GrantTableOpLayout.MAP_ADDRESS, mapping);
            call(GrantTableOpLayout.MAP);
            memory.putInt(op + GrantTableOpLayout.UNMAP_HANDLE, memory.getInt(op + GrantTableOpLayout.MAP_HANDLE));
            call(GrantTableOpLayout.UNMAP);
        }

        @Override
        public void resync() {}
    }
}
