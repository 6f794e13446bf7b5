package io.nodev.devdomain.netfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ConnectionState;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a message does, by the state that it finds. */
class NetfrontDriverTest {
    private final FrontendHarness harness = new FrontendHarness();

    private void bring(ConnectionState state) {
        if (state != ConnectionState.CLOSED) {
            harness.tell(NetifFrontendLayout.DISCONNECTED);
        }
        if (state == ConnectionState.CONNECTED) {
            harness.tell(NetifFrontendLayout.CONNECTED);
        }
        assertThat(harness.netfront().state()).isEqualTo(state);
    }

    @Test
    void saysThatItIsUpWhenItStarts() {
        assertThat(harness.asked(0).type()).isEqualTo(ControlType.NETIF_FE);
        assertThat(harness.asked(0).subtype()).isEqualTo(NetifFrontendLayout.DRIVER_STATUS);
        assertThat(harness.asked(0).getInt(NetifFrontendLayout.DRIVER)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED,       0, CLOSED",
        "DISCONNECTED, 0, CLOSED",
        "CONNECTED,    0, CLOSED",
        "CLOSED,       1, DISCONNECTED",
        "DISCONNECTED, 1, DISCONNECTED",
        "CONNECTED,    1, DISCONNECTED",
        "CLOSED,       2, CONNECTED",
        "DISCONNECTED, 2, CONNECTED",
        "CONNECTED,    2, CONNECTED",
        "CLOSED,       3, CLOSED",
        "DISCONNECTED, 3, DISCONNECTED",
        "CONNECTED,    3, CONNECTED",
    })
    void goesByMessageFromStateToState(ConnectionState from, int message, ConnectionState to) {
        bring(from);
        assertThat(harness.tell(message)).isTrue();
        assertThat(harness.netfront().state()).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource
    void offersRingsWheneverItIsToldThatItIsDisconnected(ConnectionState from) {
        bring(from);
        int before = harness.askedCount();
        harness.tell(NetifFrontendLayout.DISCONNECTED);
        assertThat(harness.askedCount()).isEqualTo(before + 1);
        ControlMessage offer = harness.asked(before);
        assertThat(offer.subtype()).isEqualTo(NetifFrontendLayout.INTERFACE_CONNECT);
        assertThat(offer.getInt(NetifFrontendLayout.TX))
                .isEqualTo(harness.netfront().txReference());
        assertThat(offer.getInt(NetifFrontendLayout.RX))
                .isEqualTo(harness.netfront().rxReference());
        assertThat(harness.areRingsGranted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void grantsNothingOnceClosed(ConnectionState from) {
        bring(from);
        harness.tell(NetifFrontendLayout.CLOSED);
        assertThat(harness.areRingsGranted()).isFalse();
    }

    @Test
    void offersItsRingsFirstWhenToldThatItIsConnectedWhileClosed() {
        int before = harness.askedCount();
        harness.tell(NetifFrontendLayout.CONNECTED);
        assertThat(harness.asked(before).subtype()).isEqualTo(NetifFrontendLayout.INTERFACE_CONNECT);
    }

    @Test
    void changesNothingWhenToldThatItIsConnectedWhileItRuns() {
        harness.connect();
        harness.netfront().transmit(new byte[60], 0, 60);
        harness.tell(NetifFrontendLayout.CONNECTED);
        assertThat(harness.netfront().outstanding()).isEqualTo(1);
    }

    @Test
    void takesItsAddressFromTheController() {
        harness.connect();
        byte[] octets = new byte[6];
        harness.netfront().copyAddress(octets, 0);
        assertThat(MacAddress.of(octets, 0)).isEqualTo(FrontendHarness.ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"1", "-1", "2147483647", "-2147483648"})
    void ignoresAndCountsInterfacesThatItDoesNotHave(int handle) {
        assertThat(harness.tell(handle, NetifFrontendLayout.DISCONNECTED)).isTrue();
        assertThat(harness.driver().ignored()).isEqualTo(1);
        assertThat(harness.askedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"4", "-1", "99"})
    void ignoresAndCountsUnknownStates(int status) {
        harness.tell(status);
        assertThat(harness.driver().ignored()).isEqualTo(1);
        assertThat(harness.netfront().state()).isEqualTo(ConnectionState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"0, 17", "0, 19", "0, 0", "1, 18", "33, 24", "255, 60"})
    void doesNotUnderstandOtherMessages(int subtype, int length) {
        ControlMessage message = new ControlMessage(ControlType.NETIF_FE, subtype, length);
        assertThat(harness.driver().handle(message)).isFalse();
        assertThat(harness.driver().ignored()).isEqualTo(1);
    }

    @Test
    void understandsWhatTheControllerSaysAboutTheNumberOfInterfaces() {
        ControlMessage message = new ControlMessage(
                ControlType.NETIF_FE, NetifFrontendLayout.DRIVER_STATUS, NetifFrontendLayout.DRIVER_STATUS_SIZE);
        assertThat(harness.driver().handle(message)).isTrue();
        assertThat(harness.driver().ignored()).isZero();
    }
}
