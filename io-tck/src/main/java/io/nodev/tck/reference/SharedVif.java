package io.nodev.tck.reference;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.hostile.HostileRun;
import io.nodev.tck.hostile.SharedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vif whose two rings lie in its guest's memory, as in a real stack, so that the guest can lie in them. A request names a
 * machine address, and the frame is copied. A broken one overrides a step.
 *
 * <pre>
 * ring page        0  transmit slots, 256 of 8 bytes       index page   0  four indices of the transmit ring
 *               2048  receive slots, 256 of 8 bytes                    16  four indices of the receive ring
 *
 *                 0      2        4                8
 * any slot        |  id  |  size  | machine address |      a response: id, status in place of the size
 * </pre>
 */
class SharedVif extends ReferenceVif implements HostileGuest {
    static final int ID = 0;
    static final int SIZE = 2;
    static final int ADDRESS = 4;

    private static final int SLOT = 8;
    private static final int RECEIVE = 2048;
    private static final int INDICES = 16;
    private static final int SHORTEST = 35;
    private static final int LONGEST = 1514;
    private static final RingLayout LAYOUT = new RingLayout(SLOTS, SLOT, 0, 4, 8, RingLayout.ABSENT);

    private final MachineMemory memory;
    private final FrameTable frames;
    private final int domain;
    private final BackRing transmit;
    private final BackRing receive;
    private final OverrunLimit overrun = new OverrunLimit();
    private final List<HostileStep> steps = new ArrayList<>();
    private final SortedMap<String, Long> violations = new TreeMap<>();

    SharedVif(ReferenceMachine machine, int domain, int index, MacAddress address) {
        super(machine, domain, index, address);
        this.memory = machine.hypervisor().memory();
        this.frames = machine.hypervisor().frames();
        this.domain = domain;
        GuestKernel kernel = machine.kernel(domain);
        int slots = kernel.pages().take();
        int indices = kernel.pages().take();
        int slotFrame = PageTableEntry.frame(kernel.memory().entry(slots));
        int indexFrame = PageTableEntry.frame(kernel.memory().entry(indices));
        frames.pin(slotFrame);
        frames.pin(indexFrame);
        int at = MachineMemory.address(indexFrame);
        this.transmit = new BackRing(new SharedRing(memory, LAYOUT, at, MachineMemory.address(slotFrame)));
        this.receive =
                new BackRing(new SharedRing(memory, LAYOUT, at + INDICES, MachineMemory.address(slotFrame) + RECEIVE));
        SharedVifFront front = new SharedVifFront(machine, kernel, LAYOUT, this::serve);
        front.connect(indices, indices + INDICES, slots, slots + RECEIVE);
        steps.addAll(front.hostileSteps(random -> HostileRun.frame(machine, random)));
        steps.add(SharedSteps.events(kernel));
        steps.add(SharedSteps.grants(kernel));
        for (String kind : List.of("BAD_SIZE", "BAD_PAGE", "OVERRUN")) {
            violations.put(kind, 0L);
        }
    }

    /** The vif that a machine with a hostile guest has: one with rings for that guest, queues for all others. */
    static ReferenceVif make(ReferenceMachine machine, int domain, int index, MacAddress address) {
        return domain == HostileRun.HOSTILE
                ? new SharedVif(machine, domain, index, address)
                : new ReferenceVif(machine, domain, index, address);
    }

    final MachineMemory memory() {
        return memory;
    }

    private void count(String kind) {
        violations.merge(kind, 1L, Long::sum);
    }

    @Override
    final boolean serve() {
        boolean worked = false;
        while (mayTake()) {
            serve(transmit.nextRequest());
            worked = true;
        }
        if (worked) {
            transmit.pushResponses();
        }
        return worked;
    }

    /** The guest may write its index at any time, so that it is looked at before each request. */
    private boolean mayTake() {
        if (overrun.begins(transmit)) {
            count("OVERRUN");
        }
        return transmit.hasRequest() && overrun.allows(transmit);
    }

    private void serve(int slot) {
        int id = memory.getShort(slot + ID);
        int size = sizeOf(slot);
        int address = memory.getInt(slot + ADDRESS);
        boolean good =
                size >= SHORTEST && size <= LONGEST && MachineMemory.offset(address) + size < MachineMemory.PAGE_SIZE;
        if (!good) {
            count("BAD_SIZE");
        } else if (holds(MachineMemory.frame(address))) {
            byte[] frame = copy(slot, address, size);
            frames.release(MachineMemory.frame(address));
            send(frame);
        } else {
            count("BAD_PAGE");
        }
        int response = transmit.nextResponse();
        memory.putShort(response + ID, (short) id);
        memory.putShort(response + SIZE, (short) (good ? 0 : 1));
    }

    final int sizeOf(int slot) {
        return memory.getShort(slot + SIZE) & 0xFFFF;
    }

    /** Takes a reference to a page of the guest's; a broken one takes any page. */
    boolean holds(int frame) {
        return frames.acquire(frame, domain);
    }

    /** Copies a frame whose request was checked; a broken one looks at the request again. */
    byte[] copy(int slot, int address, int size) {
        byte[] frame = new byte[size];
        memory.read(address, frame, 0, size);
        return frame;
    }

    @Override
    final void receive(byte[] frame) {
        if (receive.isOverrun() || !receive.hasRequest()) {
            return;
        }
        int slot = receive.nextRequest();
        int id = memory.getShort(slot + ID);
        int address = memory.getInt(slot + ADDRESS) & -MachineMemory.PAGE_SIZE;
        boolean good = frames.acquireWritable(MachineMemory.frame(address), domain);
        if (good) {
            memory.write(address, frame, 0, Math.min(frame.length, MachineMemory.PAGE_SIZE));
            frames.releaseTyped(MachineMemory.frame(address));
        } else {
            count("BAD_PAGE");
        }
        int response = receive.nextResponse();
        memory.putShort(response + ID, (short) id);
        memory.putShort(response + SIZE, (short) (good ? 0 : 1));
        receive.pushResponses();
    }

    @Override
    public final List<HostileStep> steps() {
        return steps;
    }

    @Override
    public final List<Integer> vitalPorts() {
        return List.of();
    }

    @Override
    public final SortedMap<String, Long> violations() {
        return violations;
    }

    @Override
    public final long crowdedOut() {
        return 0;
    }
}
