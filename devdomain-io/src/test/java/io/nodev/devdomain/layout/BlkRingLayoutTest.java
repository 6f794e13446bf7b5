package io.nodev.devdomain.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.hypervisor.memory.AddressSpace;
import org.junit.jupiter.api.Test;

/** Pins the block ring: a frontend that was built apart relies on it. */
class BlkRingLayoutTest {
    private final GuestKernel kernel = new TestDomains().add(1);
    private final AddressSpace memory = kernel.memory();
    private final int page = kernel.pages().take();

    @Test
    void theRingHasTwoIndicesAndThen64SlotsOf60Bytes() {
        assertThat(BlkRingLayout.ring(memory, page).slot(0)).isEqualTo(page + 8);
        assertThat(BlkRingLayout.ring(memory, page).slot(63)).isEqualTo(page + 8 + 63 * 60);
        assertThat(BlkRingLayout.ring(memory, page).slot(64)).isEqualTo(page + 8);
    }

    @Test
    void aSegmentHoldsReferenceFirstAndLastSector() {
        int segment = BlkRingLayout.segment(0xABCDE, 5, 6);
        assertThat(segment).isEqualTo(0xABCDE02E);
        assertThat(BlkRingLayout.reference(segment)).isEqualTo(0xABCDE);
        assertThat(BlkRingLayout.firstSector(segment)).isEqualTo(5);
        assertThat(BlkRingLayout.lastSector(segment)).isEqualTo(6);
    }

    @Test
    void aStatusIsTwoBytesAtAnOddAddress() {
        for (int status : new int[] {0, -1, 341}) {
            BlkRingLayout.putOutcome(memory, page, 0xF3, status);
            assertThat(BlkRingLayout.status(memory, page)).isEqualTo(status);
        }
        assertThat(memory.getByte(page + 4)).isEqualTo((byte) 0xF3);
        assertThat(memory.getByte(page + 5)).isEqualTo((byte) 341);
        assertThat(memory.getByte(page + 6)).isEqualTo((byte) (341 >> 8));
    }
}
