package io.nodev.common.kernel;

import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.EventChannels;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.sched.VirtualCpu;
import java.util.ArrayList;
import java.util.List;

/**
 * The least operating system of a domain: takes upcalls, calls the handler of each pending port, and gives each task a
 * turn. Drivers add handlers and tasks.
 */
public final class GuestKernel implements VirtualCpu {
    private static final int PORTS_PER_WORD = 32;

    private final HypercallGate gate;
    private final AddressSpace memory;
    private final PagePool pages;
    private final PagePool mappings;
    private final Runnable[] handlers = new Runnable[EventChannels.MAX_PORTS];
    private final List<VirtualCpu> tasks = new ArrayList<>();
    private final int sharedInfo;
    private final int eventOp;
    private final int sendOp;
    private int scratch;
    private int scratchLeft;

    /** The system of the domain behind {@code gate}, with nothing to do yet. */
    public GuestKernel(HypercallGate gate) {
        this.gate = gate;
        this.memory = gate.memory();
        this.sharedInfo = gate.layout().sharedInfo();
        this.pages = new PagePool(gate.layout().memoryBase(), gate.layout().memoryPages());
        this.mappings = new PagePool(gate.layout().mappingBase(), gate.layout().mappingPages());
        this.eventOp = scratch(EventChannelOpLayout.SIZE);
        this.sendOp = scratch(EventChannelOpLayout.SIZE);
        memory.putInt(sendOp + EventChannelOpLayout.COMMAND, EventChannelOpLayout.SEND);
    }

    /** The domain's hypercalls. */
    public HypercallGate gate() {
        return gate;
    }

    /** The domain's memory. */
    public AddressSpace memory() {
        return memory;
    }

    /** Pages of ordinary memory that nobody uses yet. */
    public PagePool pages() {
        return pages;
    }

    /** Pages of address space that map nothing yet. */
    public PagePool mappings() {
        return mappings;
    }

    /** Address of the shared-info page. */
    public int sharedInfo() {
        return sharedInfo;
    }

    /**
     * Sets memory aside for good, for the argument of a hypercall.
     *
     * @param bytes 1 to 4,096
     * @return an address; the place is aligned to 8 bytes and lies within one page
     */
    public int scratch(int bytes) {
        int size = bytes + 7 & ~7;
        if (size > scratchLeft) {
            scratch = pages.take();
            scratchLeft = MachineMemory.PAGE_SIZE;
        }
        int address = scratch;
        scratch += size;
        scratchLeft -= size;
        return address;
    }

    /** Adds work that gets a turn whenever the domain runs, in order of being added. */
    public void addTask(VirtualCpu task) {
        tasks.add(task);
    }

    /** Sets what happens when a port becomes pending; null for nothing. */
    public void onPort(int port, Runnable handler) {
        handlers[port] = handler;
    }

    /**
     * Binds a virtual interrupt and sets what it does.
     *
     * @return the port, or a negated error number
     */
    public int bindVirq(int virq, Runnable handler) {
        int result = eventOp(EventChannelOpLayout.BIND_VIRQ, virq, 0);
        if (result != 0) {
            return result;
        }
        int port = memory.getInt(eventOp + EventChannelOpLayout.SECOND);
        onPort(port, handler);
        return port;
    }

    /** Notifies the other end of a channel; returns 0 or a negated error number. */
    public int send(int port) {
        memory.putInt(sendOp + EventChannelOpLayout.FIRST, port);
        return gate.call(HypercallNumber.EVENT_CHANNEL_OP, sendOp);
    }

    private int eventOp(int command, int first, int second) {
        memory.putInt(eventOp + EventChannelOpLayout.COMMAND, command);
        memory.putInt(eventOp + EventChannelOpLayout.FIRST, first);
        memory.putInt(eventOp + EventChannelOpLayout.SECOND, second);
        return gate.call(HypercallNumber.EVENT_CHANNEL_OP, eventOp);
    }

    /** {@inheritDoc} An upcall is taken by clearing its flag, then the selector, then each port's bit, in that order. */
    @Override
    public boolean run(int budget) {
        if (memory.getIntAcquire(sharedInfo + SharedInfoLayout.UPCALL_PENDING) != 0) {
            takeUpcall();
        }
        boolean more = false;
        for (int i = 0; i < tasks.size(); i++) {
            more |= tasks.get(i).run(budget);
        }
        return more;
    }

    private void takeUpcall() {
        memory.getAndPut(sharedInfo + SharedInfoLayout.UPCALL_PENDING, 0);
        int selected = memory.getAndPut(sharedInfo + SharedInfoLayout.PENDING_SELECTOR, 0);
        while (selected != 0) {
            int word = Integer.numberOfTrailingZeros(selected);
            selected &= selected - 1;
            takeWord(word);
        }
    }

    private void takeWord(int word) {
        int pendingAddress = sharedInfo + SharedInfoLayout.PENDING + word * Integer.BYTES;
        int mask = memory.getIntAcquire(sharedInfo + SharedInfoLayout.MASK + word * Integer.BYTES);
        int pending = memory.getIntAcquire(pendingAddress) & ~mask;
        while (pending != 0) {
            int bit = Integer.lowestOneBit(pending);
            pending &= ~bit;
            memory.getAndClearBits(pendingAddress, bit);
            Runnable handler = handlers[word * PORTS_PER_WORD + Integer.numberOfTrailingZeros(bit)];
            if (handler != null) {
                handler.run();
            }
        }
    }
}
