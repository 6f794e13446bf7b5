package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page is lost, whatever happens and whoever dies first. */
class PageAccountingTest {
    private static final int GUESTS = 4;

    private final ScriptedGuest[] guests = new ScriptedGuest[GUESTS];
    private final List<Integer> alive = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyPageIsFreeOrDomain0sOnceEverybodyElseIsDead(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < GUESTS; i++) {
            guests[i] = new ScriptedGuest();
            alive.add(2 + i);
        }
        try (MachineFixture machine = new MachineFixture(SchedulerKind.COOPERATIVE, 1, null, guests)) {
            FrameTable frames = machine.machine().hypervisor().frames();
            int total = machine.machine().hypervisor().memory().frames();
            int control = frames.owned(0);
            int[] owned = new int[GUESTS + 2];
            for (int id = 1; id < owned.length; id++) {
                owned[id] = frames.owned(id);
            }
            for (int i = 0; i < 400; i++) {
                act(machine, random);
            }
            machine.card().holdCompletions(false);
            machine.settle();
            for (int id : alive) {
                assertThat(frames.owned(id)).as("domain %d", id).isEqualTo(owned[id]);
            }
            assertThat(frames.owned(1)).isEqualTo(owned[1]);
            assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
            killAll(machine, random);
            assertThat(frames.owned(0)).isEqualTo(control);
            assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
            assertThat(frames.owned(FrameTable.FREE)).isEqualTo(total - control);
        }
    }

    private MacAddress station(Random random) {
        int choice = random.nextInt(GUESTS + 4);
        return switch (choice) {
            case 0 -> MacAddress.BROADCAST;
            case 1 -> MachineFixture.NIC;
            case 2, 3 -> MacAddress.parse("52:54:00:12:34:64");
            default -> MachineFixture.address(choice - 2);
        };
    }

    private void act(MachineFixture machine, Random random) {
        int length = 14 + random.nextInt(1550);
        switch (random.nextInt(20)) {
            case 0 -> machine.card().holdCompletions(true);
            case 1, 2 -> machine.card().holdCompletions(false);
            case 3, 4, 5 -> arrive(machine, random, Math.min(length, 1514));
            case 6 -> {
                if (random.nextInt(8) == 0 && alive.size() > 1) {
                    machine.machine().destroyDomain(alive.remove(random.nextInt(alive.size())));
                }
            }
            case 7, 8, 9 -> machine.settle();
            default -> {
                int id = alive.get(random.nextInt(alive.size()));
                for (int i = random.nextInt(40); i >= 0; i--) {
                    guests[id - 2].send(MachineFixture.frame(station(random), MachineFixture.address(id), length));
                }
                machine.machine().hypervisor().domains().find(id).wake();
            }
        }
    }

    private void arrive(MachineFixture machine, Random random, int length) {
        byte[] frame = MachineFixture.frame(station(random), MacAddress.parse("52:54:00:12:34:64"), length);
        machine.outside().poll(new Discard(), 1000);
        for (int i = random.nextInt(40); i >= 0; i--) {
            machine.outside().transmit(OutboundFrame.of(frame), i);
        }
    }

    private void killAll(MachineFixture machine, Random random) {
        alive.add(1);
        while (!alive.isEmpty()) {
            machine.machine().destroyDomain(alive.remove(random.nextInt(alive.size())));
            if (random.nextBoolean()) {
                machine.settle();
            }
        }
        machine.settle();
    }
}
