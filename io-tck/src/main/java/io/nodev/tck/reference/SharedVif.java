package io.nodev.tck.reference;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.Ipv4Address;
import io.nodev.common.packet.MacAddress;
import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.OverrunLimit;
import io.nodev.common.ring.RingLayout;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.frame.Frames;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.hostile.HostileFrames;
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
    private static final int ADDRESS_OF_GUEST = Ipv4Address.parse("10.0.0.3");
    private static final RingLayout LAYOUT = new RingLayout(SLOTS, SLOT, 0, 4, 8, RingLayout.ABSENT);

    private final ReferenceMachine machine;
    private final SharedVifFront front;
    private final MachineMemory memory;
    private final FrameTable frames;
    private final int domain;
    private final BackRing transmit;
    private final BackRing receive;
    private final OverrunLimit overrun = new OverrunLimit();
    private final List<HostileStep> steps = new ArrayList<>();
    private final SortedMap<String, Long> violations = new TreeMap<>();
    private long refused;

    SharedVif(ReferenceMachine machine, int domain, int index, MacAddress address) {
        super(machine, domain, index, address);
        this.machine = machine;
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
        this.front = new SharedVifFront(machine, kernel, LAYOUT, this::serve);
        front.connect(indices, indices + INDICES, slots, slots + RECEIVE);
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
            if (passes(frame)) {
                forward(frame, address);
            } else {
                refused++;
            }
            frames.release(MachineMemory.frame(address));
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

    /** Takes a reference to a page of the guest's that it may write, which no page table is; a broken one takes any. */
    boolean holdsToWrite(int frame) {
        return frames.acquireWritable(frame, domain);
    }

    /** Copies a frame whose request was checked; a broken one looks at the request again. */
    byte[] copy(int slot, int address, int size) {
        byte[] frame = new byte[size];
        memory.read(address, frame, 0, size);
        return frame;
    }

    /** The policy: IPv4 and ARP from the guest's own network address, of IPv4 only what is for two ports. */
    private static boolean passes(byte[] frame) {
        if (shortAt(frame, 12) == 0x0806) {
            return frame.length >= Frames.ARP_LENGTH && intAt(frame, 28) == ADDRESS_OF_GUEST;
        }
        int port = frame.length < 38 ? 0 : shortAt(frame, 36);
        return shortAt(frame, 12) == 0x0800
                && frame[14] == 0x45
                && intAt(frame, 26) == ADDRESS_OF_GUEST
                && (port == 4001 || port == 80);
    }

    private static int shortAt(byte[] frame, int at) {
        return (frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF;
    }

    private static int intAt(byte[] frame, int at) {
        return shortAt(frame, at) << 16 | shortAt(frame, at + 2);
    }

    /** Sends a frame that the policy lets pass; a broken one looks at the page again. */
    void forward(byte[] frame, int address) {
        send(frame);
    }

    @Override
    final void receive(byte[] frame) {
        if (receive.isOverrun() || !receive.hasRequest()) {
            return;
        }
        int slot = receive.nextRequest();
        int id = memory.getShort(slot + ID);
        int address = memory.getInt(slot + ADDRESS) & -MachineMemory.PAGE_SIZE;
        boolean good = holdsToWrite(MachineMemory.frame(address));
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
        if (steps.isEmpty()) {
            HostileFrames sent = new HostileFrames(machine, false);
            steps.addAll(front.hostileSteps(sent::next, sent.headers()));
            steps.add(SharedSteps.events(machine.kernel(domain)));
            steps.add(SharedSteps.grants(machine.kernel(domain)));
        }
        return steps;
    }

    @Override
    public final boolean mayHaveSent(int to, byte[] frame) {
        return passes(frame);
    }

    @Override
    public final long refused() {
        return refused;
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
