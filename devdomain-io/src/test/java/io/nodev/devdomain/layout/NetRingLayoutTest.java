package io.nodev.devdomain.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import org.junit.jupiter.api.Test;

/** The bytes of the network rings as Xen 2.0's frontends and backends lay them out, with the grants of ours. */
class NetRingLayoutTest {
    private static final int PAGE = 4096;

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(2));

    @Test
    void transmitIndicesStandAtTheirOffsets() {
        exercise(NetTxLayout.ring(memory, PAGE));

        assertThat(word(0)).as("req_prod").isEqualTo(5);
        assertThat(word(4)).as("req_cons").isEqualTo(3);
        assertThat(word(8)).as("resp_prod").isEqualTo(2);
        assertThat(word(12)).as("event").isEqualTo(9);
    }

    @Test
    void receiveIndicesStandAtTheirOffsets() {
        exercise(NetRxLayout.ring(memory, PAGE));

        assertThat(word(0)).as("req_prod").isEqualTo(5);
        assertThat(word(4)).as("resp_prod").isEqualTo(2);
        assertThat(word(8)).as("event").isEqualTo(9);
        assertThat(word(12)).as("first slot").isZero();
    }

    @Test
    void slotsAreTwelveBytesAndFitThePage() {
        SharedRing tx = NetTxLayout.ring(memory, PAGE);
        SharedRing rx = NetRxLayout.ring(memory, PAGE);

        assertThat(tx.slot(0)).isEqualTo(PAGE + 16);
        assertThat(tx.slot(1)).isEqualTo(PAGE + 28);
        assertThat(tx.slot(255) + 12).isEqualTo(PAGE + 3_088);
        assertThat(tx.slot(256)).isEqualTo(tx.slot(0));
        assertThat(rx.slot(0)).isEqualTo(PAGE + 12);
        assertThat(rx.slot(-1)).isEqualTo(PAGE + 12 + 255 * 12);
    }

    @Test
    void transmitSlotsHoldTheirFieldsAtTheirOffsets() throws IllegalAccessException {
        assertThat(Constants.of(NetTxLayout.class))
                .containsOnly(
                        entry("REQUEST_OFFSET", 0),
                        entry("REQUEST_REFERENCE", 4),
                        entry("REQUEST_ID", 8),
                        entry("REQUEST_SIZE", 10),
                        entry("RESPONSE_ID", 0),
                        entry("RESPONSE_STATUS", 2),
                        entry("STATUS_OKAY", 0),
                        entry("STATUS_ERROR", -1),
                        entry("STATUS_DROPPED", -2));
    }

    @Test
    void receiveSlotsHoldTheirFieldsAtTheirOffsets() throws IllegalAccessException {
        assertThat(Constants.of(NetRxLayout.class))
                .containsOnly(
                        entry("REQUEST_ID", 0),
                        entry("REQUEST_REFERENCE", 4),
                        entry("RESPONSE_OFFSET", 0),
                        entry("RESPONSE_REFERENCE", 4),
                        entry("RESPONSE_ID", 8),
                        entry("RESPONSE_STATUS", 10),
                        entry("STATUS_ERROR", -1));
    }

    /** Five requests, three of them taken, two answered, and a notification asked for at response 9. */
    private static void exercise(SharedRing ring) {
        FrontRing front = new FrontRing(ring);
        BackRing back = new BackRing(ring);
        front.awaitResponse(9);
        for (int i = 0; i < 5; i++) {
            front.nextRequest();
        }
        front.pushRequests();
        for (int i = 0; i < 3; i++) {
            back.nextRequest();
        }
        back.showProgress();
        back.nextResponse();
        back.nextResponse();
        back.pushResponses();
    }

    private int word(int offset) {
        return memory.getInt(PAGE + offset);
    }
}
