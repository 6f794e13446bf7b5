package io.nodev.devdomain.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nodev.common.ring.BackRing;
import io.nodev.common.ring.FrontRing;
import io.nodev.common.ring.SharedRing;
import io.nodev.hypervisor.memory.MachineMemory;
import io.nodev.hypervisor.memory.MemoryRegion;
import org.junit.jupiter.api.Test;

/** The bytes of the control channel as Xen 2.0's domain controller lays them out. */
class ControlLayoutTest {
    private static final int SHARED_INFO = 4096;
    private static final int CONTROL = SHARED_INFO + 2048;

    private final MachineMemory memory = new MachineMemory(MemoryRegion.ofFrames(2));
    private final SharedRing toController = ControlRingLayout.toController(memory, SHARED_INFO);
    private final SharedRing toDomain = ControlRingLayout.toDomain(memory, SHARED_INFO);

    @Test
    void eachDirectionHasEightMessagesOfSixtyFourBytes() {
        assertThat(toController.slot(0)).isEqualTo(CONTROL);
        assertThat(toController.slot(7)).isEqualTo(CONTROL + 448);
        assertThat(toController.slot(8)).isEqualTo(CONTROL);
        assertThat(toDomain.slot(0)).isEqualTo(CONTROL + 512);
        assertThat(toDomain.slot(7)).isEqualTo(CONTROL + 960);
        assertThat(ControlRingLayout.SIZE).isEqualTo(1_040);
    }

    @Test
    void theFourProducersFollowTheMessages() {
        exercise(toController, 4, 3);
        exercise(toDomain, 2, 1);

        assertThat(memory.getInt(CONTROL + 1024)).as("tx_req_prod").isEqualTo(4);
        assertThat(memory.getInt(CONTROL + 1028)).as("tx_resp_prod").isEqualTo(3);
        assertThat(memory.getInt(CONTROL + 1032)).as("rx_req_prod").isEqualTo(2);
        assertThat(memory.getInt(CONTROL + 1036)).as("rx_resp_prod").isEqualTo(1);
    }

    @Test
    void typesHaveTheirNumbers() throws IllegalAccessException {
        assertThat(Constants.of(ControlType.class))
                .containsOnly(
                        entry("CONSOLE", 0),
                        entry("BLKIF_BE", 1),
                        entry("BLKIF_FE", 2),
                        entry("NETIF_BE", 3),
                        entry("NETIF_FE", 4));
    }

    @Test
    void messagesToABackendHoldTheirFieldsAtTheirOffsets() throws IllegalAccessException {
        assertThat(Constants.of(NetifBackendLayout.class))
                .containsOnly(
                        entry("CREATE", 0),
                        entry("DESTROY", 1),
                        entry("CONNECT", 2),
                        entry("DISCONNECT", 3),
                        entry("CREDIT_LIMIT", 4),
                        entry("DRIVER_STATUS", 32),
                        entry("CREATE_SIZE", 20),
                        entry("DESTROY_SIZE", 12),
                        entry("CONNECT_SIZE", 32),
                        entry("CREDIT_LIMIT_SIZE", 20),
                        entry("CREDIT_LIMIT_BYTES", 8),
                        entry("CREDIT_LIMIT_PERIOD", 12),
                        entry("CREDIT_LIMIT_STATUS", 16),
                        entry("DRIVER_STATUS_SIZE", 4),
                        entry("DOMAIN", 0),
                        entry("HANDLE", 4),
                        entry("CREATE_ADDRESS", 8),
                        entry("CREATE_STATUS", 16),
                        entry("DESTROY_STATUS", 8),
                        entry("CONNECT_TX", 8),
                        entry("CONNECT_RX", 16),
                        entry("CONNECT_PORT", 24),
                        entry("CONNECT_STATUS", 28),
                        entry("DOWN", 0),
                        entry("UP", 1),
                        entry("OKAY", 0),
                        entry("ERROR", 1),
                        entry("INTERFACE_EXISTS", 2),
                        entry("INTERFACE_NOT_FOUND", 3),
                        entry("INTERFACE_CONNECTED", 4),
                        entry("OUT_OF_MEMORY", 5),
                        entry("MAPPING_ERROR", 6));
    }

    @Test
    void messagesWithAFrontendHoldTheirFieldsAtTheirOffsets() throws IllegalAccessException {
        assertThat(Constants.of(NetifFrontendLayout.class))
                .containsOnly(
                        entry("INTERFACE_STATUS", 0),
                        entry("DRIVER_STATUS", 32),
                        entry("INTERFACE_CONNECT", 33),
                        entry("INTERFACE_STATUS_SIZE", 18),
                        entry("DRIVER_STATUS_SIZE", 8),
                        entry("INTERFACE_CONNECT_SIZE", 24),
                        entry("HANDLE", 0),
                        entry("STATUS", 4),
                        entry("PORT", 8),
                        entry("LOSSES", 8),
                        entry("OFFER_LOSSES", 4),
                        entry("ADDRESS", 10),
                        entry("BACKEND", 16),
                        entry("TX", 8),
                        entry("RX", 16),
                        entry("DRIVER", 0),
                        entry("INTERFACES", 4),
                        entry("CLOSED", 0),
                        entry("DISCONNECTED", 1),
                        entry("CONNECTED", 2),
                        entry("CHANGED", 3));
    }

    private static void exercise(SharedRing ring, int requests, int responses) {
        FrontRing front = new FrontRing(ring);
        BackRing back = new BackRing(ring);
        for (int i = 0; i < requests; i++) {
            front.nextRequest();
        }
        front.pushRequests();
        for (int i = 0; i < responses; i++) {
            back.nextRequest();
            back.nextResponse();
        }
        back.pushResponses();
    }
}
