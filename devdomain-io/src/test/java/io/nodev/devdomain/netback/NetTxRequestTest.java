package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.devdomain.TestDomains;
import io.nodev.devdomain.layout.NetTxLayout;
import io.nodev.hypervisor.memory.AddressSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetTxRequestTest {
    private final GuestKernel kernel = new TestDomains().add(1);
    private final AddressSpace memory = kernel.memory();
    private final int slot = kernel.pages().take();
    private final NetTxRequest request = new NetTxRequest();

    private ProtocolViolation violation(int offset, int size) {
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, offset);
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) size);
        request.copyFrom(memory, slot);
        return request.violation();
    }

    @ParameterizedTest
    @CsvSource({
        "0,     0, BAD_SIZE",
        "0,    34, BAD_SIZE",
        "0,    35,",
        "0,  1514,",
        "0,  1515, BAD_SIZE",
        "0, 65535, BAD_SIZE",
        "3000, 1095,",
        "3000, 1096, CROSSES_PAGE",
        "4060,   35,",
        "4061,   35, CROSSES_PAGE",
        "4095,   35, CROSSES_PAGE",
        "4096,   35, CROSSES_PAGE",
        "-1,     35, CROSSES_PAGE",
        "-2147483648, 35, CROSSES_PAGE",
        "2147483647,  35, CROSSES_PAGE",
        "4096, 1515, BAD_SIZE"
    })
    void refusesWhatTheOriginalRefusesSizeBeforePlace(int offset, int size, ProtocolViolation expected) {
        assertThat(violation(offset, size)).isEqualTo(expected);
    }

    @Test
    void isACopyThatTheFrontendCannotChangeAnyMore() {
        violation(100, 200);
        memory.putInt(slot + NetTxLayout.REQUEST_OFFSET, 5000);
        memory.putInt(slot + NetTxLayout.REQUEST_REFERENCE, 77);
        memory.putShort(slot + NetTxLayout.REQUEST_SIZE, (short) 9);
        memory.putShort(slot + NetTxLayout.REQUEST_ID, (short) 3);
        assertThat(request.offset()).isEqualTo(100);
        assertThat(request.size()).isEqualTo(200);
        assertThat(request.reference()).isZero();
        assertThat(request.id()).isZero();
    }
}
