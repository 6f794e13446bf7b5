package io.nodev.legacy.vbd;

import static io.nodev.legacy.vbd.BlockLab.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.disk.Extent;
import io.nodev.common.disk.MemoryDisk;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.VbdConfig;
import io.nodev.common.machine.VbdMode;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.legacy.LegacyMachine;
import io.nodev.legacy.vbd.RawBlockGuest.Response;
import io.nodev.legacy.vfr.Quirk;
import io.nodev.legacy.vfr.VfrSemantics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How unknown operations were answered in 2004: with what lies where the ring would go on if it had no end. */
class UnmaskedSlotTest {
    private static final int UNKNOWN = 9;
    private static final int SLOTS = 64;

    /** The last index whose place is still in the ring's page: 8 + 68 * 60 + 7 bytes are less than 4,096. */
    private static final int LAST_IN_PAGE = 68;

    private final BlockLab lab = new BlockLab(true);
    private final RawBlockGuest a = lab.guest(A);

    private static Response answerOf(RawBlockGuest guest, int id) {
        guest.put(id, UNKNOWN, 0);
        guest.signal();
        List<Response> answers = guest.take();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private void spendTheFirstSlots() {
        for (int i = 0; i < SLOTS; i++) {
            assertThat(answerOf(a, 1000 + i)).isEqualTo(new Response(1000 + i, UNKNOWN, 1));
        }
    }

    @Test
    void answersTheFirst64WithTheirOwnIdAlsoAfterAReset() {
        spendTheFirstSlots();
        assertThat(answerOf(a, 7).id()).isNotEqualTo(7);
        assertThat(a.op(1)).isZero();
        a.forget();
        spendTheFirstSlots();
    }

    @Test
    void answersWithWhatTheGuestHasInTheRestOfItsPage() {
        spendTheFirstSlots();
        for (int index = SLOTS; index <= LAST_IN_PAGE; index++) {
            a.memory.putInt(a.ring + 8 + index * 60, 5000 + index);
            a.memory.putByte(a.ring + 8 + index * 60 + 6, (byte) (100 + index));
            assertThat(answerOf(a, 1)).isEqualTo(new Response(5000 + index, 100 + index, 1));
        }
    }

    @Test
    void readsNothingBeyondThePage() {
        MachineMemory memory = lab.hypervisor.memory();
        int next = MachineMemory.address(lab.disks.find(A).ringPage() + 1);
        for (int at = 0; at < MachineMemory.PAGE_SIZE; at += Integer.BYTES) {
            memory.putInt(next + at, 0x5555_5555);
        }
        spendTheFirstSlots();
        for (int index = SLOTS; index < 4 * SLOTS; index++) {
            Response answer = answerOf(a, 1);
            assertThat(answer).isEqualTo(new Response(0, 0, 1));
        }
        assertThat(lab.panics).isEmpty();
    }

    @Test
    void answersEverythingElseWithItsOwnId() {
        lab.give();
        spendTheFirstSlots();
        for (int i = 0; i < 2 * SLOTS; i++) {
            a.put(2000 + i, RawBlockGuest.READ, 0);
            a.signal();
            assertThat(a.take()).containsExactly(new Response(2000 + i, RawBlockGuest.READ, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isASwitchOfTheMachine(boolean on) {
        VfrSemantics semantics =
                (on ? VfrSemantics.AS_DOCUMENTED : VfrSemantics.AS_BUILT).with(Quirk.UNMASKED_SLOT, on);
        try (LegacyMachine machine = LegacyMachine.builder(
                        "quirk", MachineOptions.defaults().withoutBlockDrivers())
                .semantics(semantics)
                .disk(MemoryDisk.of("hda", BlockLab.HDA, 64))
                .domain(DomainConfig.ordinary(0, "Domain-0", 200).withPrivilege(), IdleGuest::new)
                .domain(DomainConfig.ordinary(A, "a", 200), IdleGuest::new)
                .vbd(new VbdConfig(BlockLab.VBD, VbdMode.READ_WRITE, List.of(new Extent(BlockLab.HDA, 0, 64))))
                .boot()) {
            RawBlockGuest guest = new RawBlockGuest(machine.gate(A));
            for (int i = 0; i < SLOTS; i++) {
                assertThat(answerOf(guest, 1000 + i).id()).isEqualTo(1000 + i);
            }
            assertThat(answerOf(guest, 41).id()).isEqualTo(on ? 0 : 41);
        }
    }
}
