package io.nodev.hypervisor.hypercall;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.TestMachine;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.PageTableEntry;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two unprivileged domains make any calls with any arguments; a third that grants nothing must not notice. */
class HostileCallerTest {
    private static final int CALLS = 60_000;
    private static final int VICTIM = 3;
    private static final int[] NUMBERS = {1, 1, 2, 8, 9, 16, 17, 17, 19, 19, 20, 21, 21, 22, 23, 26, 26, 26, 26};

    private final Calls calls = new Calls();
    private final Hypervisor hypervisor = calls.machine.hypervisor;
    private final Caller control = calls.privileged(0);
    private final Caller victim = calls.domain(VICTIM);
    private Random random;
    private int successes;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void reachesNobodyWhoGrantedNothing(long seed) {
        random = new Random(seed);
        fillVictim();
        Caller[] hostile = {calls.domain(1), calls.domain(2)};
        for (int i = 0; i < CALLS; i++) {
            int which = random.nextInt(hostile.length);
            if (!canWriteArguments(hostile[which])) {
                hypervisor.destroyDomain(hostile[which].domain);
                hostile[which] = calls.domain(1 + which);
            }
            call(hostile[which]);
        }
        assertThat(successes).isGreaterThan(CALLS / 20);
        assertVictimIsUntouched();
        assertNobodyMapsPagesOfTheOthers(hostile);
        for (Caller caller : hostile) {
            hypervisor.destroyDomain(caller.domain);
        }
        assertThat(hypervisor.frames().owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(calls.machine.free()).isEqualTo(512 - 2 * (TestMachine.PAGES + 3));
    }

    private void call(Caller caller) {
        int[] fields = new int[16];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = argument(caller);
        }
        caller.fields(fields);
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        int first = random.nextInt(3) == 0 ? random.nextInt(7) : argument(caller);
        int result = caller.call(number, first, argument(caller), random.nextInt(3));
        if (result >= 0) {
            successes++;
        }
    }

    private int argument(Caller caller) {
        int anyAddress = random.nextBoolean()
                ? TestMachine.address(caller.domain, random.nextInt(TestMachine.PAGES))
                : TestMachine.mappingAddress(caller.domain, random.nextInt(8));
        return switch (random.nextInt(11)) {
            case 0 -> Calls.WILD[random.nextInt(Calls.WILD.length)];
            case 1 -> random.nextInt();
            case 2, 3 -> anyAddress;
            case 4 -> caller.domain.memory().entryAddress(anyAddress);
            case 5 -> PageTableEntry.writable(random.nextInt(hypervisor.memory().frames()));
            case 6 -> caller.domain.memory().entry(anyAddress);
            case 7 -> random.nextInt(hypervisor.memory().frames());
            case 8 -> Domain.SELF;
            case 9 -> caller.at;
            default -> random.nextInt(8) - 1;
        };
    }

    private static boolean canWriteArguments(Caller caller) {
        return PageTableEntry.isWritable(caller.domain.memory().entry(caller.at));
    }

    private void fillVictim() {
        for (int page = 0; page < TestMachine.PAGES; page++) {
            for (int offset = 0; offset < MachineMemory.PAGE_SIZE; offset += Integer.BYTES) {
                victim.domain.memory().putInt(TestMachine.address(victim.domain, page) + offset, page << 16 | offset);
            }
        }
    }

    private void assertVictimIsUntouched() {
        for (int page = 0; page < TestMachine.PAGES; page++) {
            for (int offset = 0; offset < MachineMemory.PAGE_SIZE; offset += Integer.BYTES) {
                assertThat(victim.domain.memory().getInt(TestMachine.address(victim.domain, page) + offset))
                        .isEqualTo(page << 16 | offset);
            }
        }
        assertThat(victim.field(0)).isZero();
        for (int port = 1; port < 1024; port++) {
            assertThat(hypervisor.events().status(VICTIM, port).state().code()).isZero();
        }
        int pending = victim.domain.layout().sharedInfo() + SharedInfoLayout.UPCALL_PENDING;
        assertThat(victim.domain.memory().getInt(pending)).isZero();
        assertThat(hypervisor.frames().owned(VICTIM)).isEqualTo(TestMachine.PAGES + 3);
        assertThat(control.domain.isAlive()).isTrue();
    }

    private void assertNobodyMapsPagesOfTheOthers(Caller[] hostile) {
        for (Caller caller : hostile) {
            for (int page = 0; page < caller.domain.memory().pages(); page++) {
                int entry = caller.domain.memory().entry(page * MachineMemory.PAGE_SIZE);
                if (PageTableEntry.isPresent(entry)) {
                    assertThat(hypervisor.frames().owner(PageTableEntry.frame(entry)))
                            .isNotIn(0, VICTIM, FrameTable.FREE);
                }
            }
        }
    }
}
