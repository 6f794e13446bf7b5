package io.nodev.tck.hostile;

import io.nodev.common.machine.SchedulerKind;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.hypercall.EventChannelOpLayout;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.hypervisor.memory.AddressSpace;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageFaultException;
import io.nodev.hypervisor.memory.PageTableEntry;
import io.nodev.tck.harness.HostileGuest;
import io.nodev.tck.harness.HostileOffer;
import io.nodev.tck.harness.HostileStep;
import io.nodev.tck.harness.HypervisorMachine;
import io.nodev.tck.harness.SharedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The hostile guest: one step of what is normal at a time, each with one lie in it. On its domain's turn, but for what the
 * scheduler lets others do meanwhile.
 */
final class HostileLife implements AutoCloseable {
    /** One operation in so many is one hypercall rather than a step on shared memory. */
    private static final int HYPERCALLS = 2;

    private static final int RACED_REQUESTS = 4;

    private static final int CLOSE_PORT_WORD = 2;
    private static final int WORDS_FROM = 4;

    private final HypervisorMachine machine;
    private final HostileGuest guest;
    private final HypercallGate gate;
    private final AddressSpace memory;
    private final Random random;
    private final HostileValues values;
    private final HostileCoverage coverage;
    private final RacingWriter racing;
    private final List<HypercallCase> cases;
    private final Map<Integer, Integer> vital = new LinkedHashMap<>();
    private final List<Integer> vitalPorts;
    private final int structure;
    private Lie lie;
    private String last = "nothing yet";

    /** A field that holds a lie, and what stood there. */
    private record Lie(HostileStep step, SharedField field, int element, int before, int written) {}

    HostileLife(HypervisorMachine machine, int domain, Random random, Setting setting) {
        this.machine = machine;
        this.guest = machine.hostile(domain);
        this.gate = machine.kernel(domain).gate();
        this.memory = gate.memory();
        this.vitalPorts = new ArrayList<>(guest.vitalPorts());
        this.random = random;
        this.values = new HostileValues(random, setting.audit()::foreignFrame);
        this.coverage = setting.coverage();
        this.racing = new RacingWriter(memory);
        this.structure = machine.kernel(domain).pages().take();
        this.cases = HypercallCases.of(names(setting.other()));
        offerPlaces();
        rememberVitalPages();
    }

    /** What a life is lived in. */
    record Setting(MachineAudit audit, HostileCoverage coverage, int other) {}

    private HypercallCases.Names names(int other) {
        int page = machine.kernel(gate.domain()).pages().take();
        int mapping = machine.kernel(gate.domain()).mappings().take();
        int port = allocatePort(other);
        return new HypercallCases.Names(other, page, memory.entryAddress(page), memory.entry(page), mapping, port);
    }

    private int allocatePort(int other) {
        memory.putInt(structure + EventChannelOpLayout.COMMAND, EventChannelOpLayout.ALLOC_UNBOUND);
        memory.putInt(structure + EventChannelOpLayout.FIRST, other);
        gate.call(HypercallNumber.EVENT_CHANNEL_OP, structure);
        return memory.getInt(structure + EventChannelOpLayout.SECOND);
    }

    private void offerPlaces() {
        for (HostileStep step : guest.steps()) {
            step.fields().forEach(field -> coverage.offer(step.name() + " " + field.name()));
        }
        guest.offers().forEach(offer -> offer.places().forEach(coverage::offer));
        for (HypercallCase each : cases) {
            for (int place = 0; place < each.places(); place++) {
                coverage.offer(each.nameOf(place));
            }
        }
    }

    /** The pages without which nothing is shared any more: all that is mapped below ordinary memory, and the structure's. */
    private void rememberVitalPages() {
        for (int page = MachineMemory.PAGE_SIZE; page < gate.layout().memoryBase(); page += MachineMemory.PAGE_SIZE) {
            if (PageTableEntry.isPresent(memory.entry(page))) {
                vital.put(page, memory.entry(page));
            }
        }
        vital.put(structure, memory.entry(structure));
    }

    /** Offers rings, with one lie in the offer. */
    void lieIn(HostileOffer offer) {
        endLie();
        share(offer.step());
    }

    /** Offers rings as a correct guest would. */
    void offer(HostileOffer offer) {
        endLie();
        last = "offered its rings";
        HostileStep step = offer.step();
        step.resync();
        step.prepare(random);
        step.tell();
    }

    /** Answers all that it was asked, so that more can be. */
    void answer(HostileOffer offer) {
        HostileStep step = offer.step();
        step.resync();
        step.tell();
    }

    /**
     * Goes on with rings that were offered and taken.
     *
     * @return whether it knows its ports: it reads them in its own page, which its lies may have spoilt
     */
    boolean taken(HostileOffer offer) {
        offer.taken();
        vitalPorts.clear();
        vitalPorts.addAll(guest.vitalPorts());
        return vitalPorts.stream().allMatch(port -> portCall(EventChannelOpLayout.SEND, port) == 0);
    }

    private int portCall(int command, int port) {
        memory.putInt(structure + EventChannelOpLayout.COMMAND, command);
        boolean send = command == EventChannelOpLayout.SEND;
        memory.putInt(structure + EventChannelOpLayout.FIRST, send ? port : Domain.SELF);
        memory.putInt(structure + EventChannelOpLayout.SECOND, send ? 0 : port);
        return gate.call(HypercallNumber.EVENT_CHANNEL_OP, structure);
    }

    /** What was done last, for a message. */
    String last() {
        return last;
    }

    /** One step with one lie in it. */
    void operate() {
        endLie();
        try {
            if (random.nextInt(HYPERCALLS) == 0) {
                call();
            } else {
                share();
            }
        } catch (PageFaultException | IllegalStateException ownHarm) {
            last += ", and harmed itself";
        }
    }

    private void share() {
        List<HostileStep> steps = guest.steps();
        share(steps.get(random.nextInt(steps.size())));
    }

    private void share(HostileStep step) {
        List<SharedField> fields = step.fields();
        SharedField field = fields.get(random.nextInt(fields.size()));
        int used = step.prepare(random);
        int element = random.nextInt(8) == 0 ? random.nextInt() : used;
        int before = field.read(memory, element);
        int written = values.instead(field, before);
        last = step.name() + " " + field.name() + "[" + Math.floorMod(element, field.count()) + "]: " + before + " -> "
                + written;
        coverage.count(step.name() + " " + field.name());
        lie = new Lie(step, field, element, before, written);
        if (random.nextInt(step.oneRaceIn()) == 0) {
            race(step);
        } else {
            field.write(memory, element, written);
            step.tell();
            settle();
        }
    }

    /** The same lie in the next requests too, each of them while it is served. */
    private void race(HostileStep step) {
        last += ", racing";
        for (int i = 0; i < RACED_REQUESTS; i++) {
            racing.start(new RacingWriter.Race(lie.field(), lie.element(), lie.before(), lie.written()));
            try {
                step.tell();
                settle();
            } finally {
                racing.stop();
            }
            int element = step.prepare(random);
            lie = new Lie(step, lie.field(), element, lie.field().read(memory, element), lie.written());
        }
        step.tell();
        settle();
    }

    /** Puts the truth back where the lie still stands, and finds its place in the ring again. */
    private void endLie() {
        if (lie == null) {
            return;
        }
        Lie ended = lie;
        lie = null;
        try {
            putBack(ended);
            if (ended.field().count() == 1) {
                ended.step().resync();
                ended.step().tell();
                settle();
            }
        } catch (PageFaultException ownHarm) {
            last += ", and lost its ring";
        }
    }

    private void putBack(Lie ended) {
        SharedField field = ended.field();
        int shift = Integer.SIZE - field.bytes() * Byte.SIZE;
        if (field.read(memory, ended.element()) == ended.written() << shift >> shift) {
            field.write(memory, ended.element(), ended.before());
        }
    }

    private void call() {
        HypercallCase chosen = cases.get(random.nextInt(cases.size()));
        int[] numbers = chosen.numbers(structure);
        int place = random.nextInt(numbers.length);
        int before = numbers[place];
        numbers[place] = values.instead(before);
        spareVitalPorts(numbers);
        last = chosen.nameOf(place) + ": " + before + " -> " + numbers[place];
        coverage.count(chosen.nameOf(place));
        for (int word = 0; word < chosen.words().length; word++) {
            memory.putInt(structure + word * Integer.BYTES, numbers[WORDS_FROM + word]);
        }
        gate.call(numbers[0], numbers[1], numbers[2], numbers[3]);
        restoreVitalPages();
        settle();
    }

    /**
     * Cuts itself off: closes one of the ports without which it is heard no more, and spares it no longer.
     *
     * @return whether there was one left
     */
    boolean closeVitalPort() {
        endLie();
        if (vitalPorts.isEmpty()) {
            return false;
        }
        int port = vitalPorts.remove(random.nextInt(vitalPorts.size()));
        last = "closed its port " + port;
        if (portCall(EventChannelOpLayout.CLOSE, port) != 0) {
            throw new AssertionError("H7: a guest's own port could not be closed: port=" + port);
        }
        settle();
        return true;
    }

    /** A guest that cuts itself off has no more lies to tell; another port is closed instead. */
    private void spareVitalPorts(int[] numbers) {
        boolean closes = numbers[0] == HypercallNumber.EVENT_CHANNEL_OP
                && numbers.length > WORDS_FROM + CLOSE_PORT_WORD
                && numbers[WORDS_FROM] == EventChannelOpLayout.CLOSE
                && (numbers[WORDS_FROM + 1] == Domain.SELF || numbers[WORDS_FROM + 1] == gate.domain());
        if (closes && vitalPorts.contains(numbers[WORDS_FROM + CLOSE_PORT_WORD])) {
            numbers[WORDS_FROM + CLOSE_PORT_WORD] = -1;
        }
    }

    private void restoreVitalPages() {
        for (Map.Entry<Integer, Integer> page : vital.entrySet()) {
            if (memory.entry(page.getKey()) != page.getValue()) {
                gate.call(HypercallNumber.UPDATE_VA_MAPPING, page.getKey(), page.getValue(), 0);
            }
        }
    }

    /** Under the cooperative scheduler nobody else runs unless it is let; under the threaded one all do all the time. */
    private void settle() {
        if (machine.topology().scheduler() == SchedulerKind.COOPERATIVE) {
            machine.settle();
        }
    }

    /** Ends every lie, so that the machine can come to rest. */
    void rest() {
        endLie();
    }

    /** Adds what the machine counted; while the guest lives and the machine is at rest. */
    void count() {
        coverage.add(guest.violations(), racing.writes());
    }

    @Override
    public void close() {
        racing.close();
    }
}
