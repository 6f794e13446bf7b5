package io.nodev.devdomain.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.ring.FrontRing;
import io.nodev.devdomain.TestDomains;
import io.nodev.hypervisor.memory.AddressSpace;
import org.junit.jupiter.api.Test;

/** Pins every offset: a frontend that was built apart relies on each of them. */
class LayoutTest {
    private static final int PAGE_SIZE = 4096;

    private final GuestKernel kernel = new TestDomains().add(1);
    private final AddressSpace memory = kernel.memory();
    private final int page = kernel.pages().take();

    @Test
    void transmitRingHasFourIndicesAndThen256SlotsOf12Bytes() {
        assertThat(NetTxLayout.RING.slots()).isEqualTo(256);
        assertThat(NetTxLayout.RING.slotSize()).isEqualTo(12);
        assertThat(new int[] {
                    NetTxLayout.RING.reqProd(),
                    NetTxLayout.RING.reqCons(),
                    NetTxLayout.RING.rspProd(),
                    NetTxLayout.RING.rspEvent()
                })
                .containsExactly(0, 4, 8, 12);
        assertThat(NetTxLayout.ring(memory, page).slot(0)).isEqualTo(page + 16);
        assertThat(NetTxLayout.ring(memory, page).slot(255)).isEqualTo(page + 16 + 255 * 12);
        assertThat(NetTxLayout.ring(memory, page).slot(256)).isEqualTo(page + 16);
    }

    @Test
    void transmitSlotHoldsOffsetReferenceIdAndSizeAndThenIdAndStatus() {
        assertThat(new int[] {
                    NetTxLayout.REQUEST_OFFSET,
                    NetTxLayout.REQUEST_REFERENCE,
                    NetTxLayout.REQUEST_ID,
                    NetTxLayout.REQUEST_SIZE
                })
                .containsExactly(0, 4, 8, 10);
        assertThat(new int[] {NetTxLayout.RESPONSE_ID, NetTxLayout.RESPONSE_STATUS})
                .containsExactly(0, 2);
        assertThat(new int[] {NetTxLayout.STATUS_OKAY, NetTxLayout.STATUS_ERROR, NetTxLayout.STATUS_DROPPED})
                .containsExactly(0, -1, -2);
    }

    @Test
    void receiveRingHasThreeIndicesAndThen256SlotsOf12Bytes() {
        assertThat(NetRxLayout.RING.slots()).isEqualTo(256);
        assertThat(NetRxLayout.RING.slotSize()).isEqualTo(12);
        assertThat(new int[] {
                    NetRxLayout.RING.reqProd(),
                    NetRxLayout.RING.rspProd(),
                    NetRxLayout.RING.rspEvent(),
                    NetRxLayout.RING.reqCons()
                })
                .containsExactly(0, 4, 8, -1);
        assertThat(NetRxLayout.ring(memory, page).slot(0)).isEqualTo(page + 12);
        assertThat(NetRxLayout.ring(memory, page).slot(257)).isEqualTo(page + 24);
    }

    @Test
    void receiveSlotHoldsIdAndReferenceAndThenOffsetReferenceIdAndStatus() {
        assertThat(new int[] {NetRxLayout.REQUEST_ID, NetRxLayout.REQUEST_REFERENCE})
                .containsExactly(0, 4);
        assertThat(new int[] {
                    NetRxLayout.RESPONSE_OFFSET,
                    NetRxLayout.RESPONSE_REFERENCE,
                    NetRxLayout.RESPONSE_ID,
                    NetRxLayout.RESPONSE_STATUS
                })
                .containsExactly(0, 4, 8, 10);
        assertThat(NetRxLayout.STATUS_ERROR).isNegative();
    }

    @Test
    void bothRingsFitTheirPage() {
        assertThat(NetTxLayout.ring(memory, page).slot(255) + 12).isLessThanOrEqualTo(page + PAGE_SIZE);
        assertThat(NetRxLayout.ring(memory, page).slot(255) + 12).isLessThanOrEqualTo(page + PAGE_SIZE);
    }

    @Test
    void controlRingsLieInTheSharedInfoPageFrom2048On() {
        assertThat(ControlRingLayout.SIZE).isEqualTo(1040);
        assertThat(ControlRingLayout.toController(memory, page).slot(0)).isEqualTo(page + 2048);
        assertThat(ControlRingLayout.toController(memory, page).slot(7)).isEqualTo(page + 2048 + 7 * 64);
        assertThat(ControlRingLayout.toDomain(memory, page).slot(0)).isEqualTo(page + 2048 + 512);
        push(new FrontRing(ControlRingLayout.toController(memory, page)), 3);
        push(new FrontRing(ControlRingLayout.toDomain(memory, page)), 5);
        assertThat(memory.getInt(page + 2048 + 1024)).isEqualTo(3);
        assertThat(memory.getInt(page + 2048 + 1028)).isZero();
        assertThat(memory.getInt(page + 2048 + 1032)).isEqualTo(5);
        assertThat(memory.getInt(page + 2048 + 1036)).isZero();
    }

    private static void push(FrontRing ring, int requests) {
        for (int i = 0; i < requests; i++) {
            ring.nextRequest();
        }
        ring.pushRequests();
    }

    @Test
    void messageTypesHaveTheNumbersOfTheOriginal() {
        assertThat(new int[] {
                    ControlType.CONSOLE,
                    ControlType.BLKIF_BE,
                    ControlType.BLKIF_FE,
                    ControlType.NETIF_BE,
                    ControlType.NETIF_FE
                })
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void backendMessagesHaveTheSizesAndOffsetsOfTheOriginal() {
        assertThat(new int[] {
                    NetifBackendLayout.CREATE,
                    NetifBackendLayout.DESTROY,
                    NetifBackendLayout.CONNECT,
                    NetifBackendLayout.DISCONNECT,
                    NetifBackendLayout.DRIVER_STATUS
                })
                .containsExactly(0, 1, 2, 3, 32);
        assertThat(new int[] {
                    NetifBackendLayout.CREATE_SIZE,
                    NetifBackendLayout.DESTROY_SIZE,
                    NetifBackendLayout.CONNECT_SIZE,
                    NetifBackendLayout.DRIVER_STATUS_SIZE
                })
                .containsExactly(20, 12, 32, 4);
        assertThat(new int[] {
                    NetifBackendLayout.DOMAIN,
                    NetifBackendLayout.HANDLE,
                    NetifBackendLayout.CREATE_ADDRESS,
                    NetifBackendLayout.CREATE_STATUS,
                    NetifBackendLayout.DESTROY_STATUS
                })
                .containsExactly(0, 4, 8, 16, 8);
        assertThat(new int[] {
                    NetifBackendLayout.CONNECT_TX,
                    NetifBackendLayout.CONNECT_RX,
                    NetifBackendLayout.CONNECT_PORT,
                    NetifBackendLayout.CONNECT_STATUS
                })
                .containsExactly(8, 16, 24, 28);
        assertThat(new int[] {NetifBackendLayout.DOWN, NetifBackendLayout.UP}).containsExactly(0, 1);
    }

    @Test
    void backendResultsHaveTheNumbersOfTheOriginal() {
        assertThat(new int[] {
                    NetifBackendLayout.OKAY,
                    NetifBackendLayout.ERROR,
                    NetifBackendLayout.INTERFACE_EXISTS,
                    NetifBackendLayout.INTERFACE_NOT_FOUND,
                    NetifBackendLayout.INTERFACE_CONNECTED,
                    NetifBackendLayout.OUT_OF_MEMORY,
                    NetifBackendLayout.MAPPING_ERROR
                })
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void frontendMessagesHaveTheSizesAndOffsetsOfTheOriginal() {
        assertThat(new int[] {
                    NetifFrontendLayout.INTERFACE_STATUS,
                    NetifFrontendLayout.DRIVER_STATUS,
                    NetifFrontendLayout.INTERFACE_CONNECT
                })
                .containsExactly(0, 32, 33);
        assertThat(new int[] {
                    NetifFrontendLayout.INTERFACE_STATUS_SIZE,
                    NetifFrontendLayout.DRIVER_STATUS_SIZE,
                    NetifFrontendLayout.INTERFACE_CONNECT_SIZE
                })
                .containsExactly(18, 8, 24);
        assertThat(new int[] {
                    NetifFrontendLayout.HANDLE,
                    NetifFrontendLayout.STATUS,
                    NetifFrontendLayout.PORT,
                    NetifFrontendLayout.ADDRESS,
                    NetifFrontendLayout.BACKEND
                })
                .containsExactly(0, 4, 8, 10, 16);
        assertThat(new int[] {
                    NetifFrontendLayout.TX,
                    NetifFrontendLayout.RX,
                    NetifFrontendLayout.DRIVER,
                    NetifFrontendLayout.INTERFACES
                })
                .containsExactly(8, 16, 0, 4);
    }

    @Test
    void interfaceStatesHaveTheNumbersOfTheOriginal() {
        assertThat(new int[] {
                    NetifFrontendLayout.CLOSED,
                    NetifFrontendLayout.DISCONNECTED,
                    NetifFrontendLayout.CONNECTED,
                    NetifFrontendLayout.CHANGED
                })
                .containsExactly(0, 1, 2, 3);
    }
}
