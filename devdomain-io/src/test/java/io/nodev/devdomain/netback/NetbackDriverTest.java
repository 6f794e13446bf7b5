package io.nodev.devdomain.netback;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.bridge.BridgePort;
import io.nodev.devdomain.bridge.BridgedFrame;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.event.InterdomainEnds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetbackDriverTest {
    private final BackendHarness harness = new BackendHarness();
    private final NetbackDriver driver = harness.device().driver();
    private final List<BridgedFrame> held = new ArrayList<>();

    /** Gives the driver a channel to answer by. */
    private void connectController() {
        InterdomainEnds ends = new InterdomainEnds(0, 0);
        harness.domains()
                .hypervisor()
                .events()
                .bindInterdomain(harness.domains().domain(0), ends);
        driver.start(ControlEndpoint.ofDomain(harness.kernel(), ends.secondPort(), driver::handle));
    }

    /** A port that holds all it is given, as a NIC does. */
    private void attachHolder() {
        BridgePort port = harness.device().bridge().attach("holder", (frame, last) -> {
            frame.hold();
            held.add(frame);
        });
        port.open();
    }

    private boolean disconnect(ControlMessage message) {
        return driver.handle(message);
    }

    private static ControlMessage disconnectOf(int domain) {
        return BackendHarness.message(NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY_SIZE, domain);
    }

    @Test
    void makesAnInterfaceThatIsAClosedPortOfTheBridge() {
        assertThat(harness.create(1)).isEqualTo(NetifBackendLayout.OKAY);
        assertThat(harness.vif(1).isConnected()).isFalse();
        assertThat(harness.vif(1).bridgePort().name()).isEqualTo("vif1.0");
        assertThat(harness.vif(1).bridgePort().isOpen()).isFalse();
    }

    @Test
    void saysWhetherItIsUpAlsoWhenItIsDown() {
        connectController();
        for (int status : new int[] {NetifBackendLayout.UP, NetifBackendLayout.DOWN, NetifBackendLayout.UP}) {
            if (status == NetifBackendLayout.UP) {
                driver.start();
            } else {
                driver.stop();
            }
            ControlMessage question = new ControlMessage(
                            ControlType.NETIF_BE,
                            NetifBackendLayout.DRIVER_STATUS,
                            NetifBackendLayout.DRIVER_STATUS_SIZE)
                    .putInt(0, 77);
            assertThat(driver.handle(question)).isTrue();
            assertThat(question.length()).isEqualTo(NetifBackendLayout.DRIVER_STATUS_SIZE);
            assertThat(question.getInt(0)).isEqualTo(status);
        }
    }

    @Test
    void makesAnInterfaceOnce() {
        harness.create(1);
        assertThat(harness.create(1)).isEqualTo(NetifBackendLayout.INTERFACE_EXISTS);
        assertThat(harness.netback().interfaces()).hasSize(1);
    }

    @Test
    void makesNoInterfaceOfItsOwnDomainNorOfAnImpossibleOne() {
        assertThat(harness.create(0)).isEqualTo(NetifBackendLayout.ERROR);
        assertThat(harness.create(Domain.MAX_ID + 1)).isEqualTo(NetifBackendLayout.ERROR);
        ControlMessage negative = BackendHarness.message(NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE, 1)
                .putInt(NetifBackendLayout.HANDLE, -1);
        driver.handle(negative);
        assertThat(negative.getInt(NetifBackendLayout.CREATE_STATUS)).isEqualTo(NetifBackendLayout.ERROR);
    }

    @Test
    void opensTheInterfaceWhenItsRingsAreMapped() {
        harness.connected(1);
        assertThat(harness.vif(1).isConnected()).isTrue();
        assertThat(harness.vif(1).bridgePort().isOpen()).isTrue();
    }

    @Test
    void refusesRingsThatCannotBeMappedAndKeepsNothingMapped() {
        RawFrontend frontend = new RawFrontend(harness.domains().add(1), BackendHarness.address(1));
        harness.create(1);
        int addresses = harness.kernel().mappings().available();
        assertThat(harness.connect(1, frontend.txReference(), 700, 1)).isEqualTo(NetifBackendLayout.MAPPING_ERROR);
        assertThat(harness.connect(1, frontend.reference(0), frontend.rxReference(), 1))
                .as("granted for reading only")
                .isEqualTo(NetifBackendLayout.MAPPING_ERROR);
        assertThat(harness.kernel().mappings().available()).isEqualTo(addresses);
        assertThat(harness.domains().hypervisor().grants().uses(1, frontend.txReference()))
                .isZero();
    }

    @Test
    void refusesToConnectTwiceAndToConnectNothing() {
        RawFrontend frontend = harness.connected(1);
        assertThat(harness.connect(1, frontend.txReference(), frontend.rxReference(), 1))
                .isEqualTo(NetifBackendLayout.INTERFACE_CONNECTED);
        assertThat(harness.connect(2, 0, 0, 1)).isEqualTo(NetifBackendLayout.INTERFACE_NOT_FOUND);
    }

    @Test
    void removesOnlyWhatIsThereAndDisconnected() {
        assertThat(harness.destroy(1)).isEqualTo(NetifBackendLayout.INTERFACE_NOT_FOUND);
        harness.connected(1);
        assertThat(harness.destroy(1)).isEqualTo(NetifBackendLayout.INTERFACE_CONNECTED);
        harness.create(2);
        assertThat(harness.destroy(2)).isEqualTo(NetifBackendLayout.OKAY);
        assertThat(harness.vif(2)).isNull();
    }

    @Test
    void answersADisconnectOfNothingAtOnce() {
        ControlMessage message = disconnectOf(1);
        assertThat(disconnect(message)).isTrue();
        assertThat(message.getInt(NetifBackendLayout.DESTROY_STATUS)).isEqualTo(NetifBackendLayout.INTERFACE_NOT_FOUND);
    }

    @Test
    void answersADisconnectOnceEveryRequestInProgressWasAnswered() {
        connectController();
        attachHolder();
        RawFrontend frontend = harness.connected(1);
        frontend.fill(0, 0, frontend.frame(BackendHarness.address(9), 100));
        frontend.send(1, 100);
        frontend.send(2, 100);
        harness.serve(64);
        assertThat(held).hasSize(2);

        ControlMessage message = disconnectOf(1);
        assertThat(disconnect(message)).isFalse();
        assertThat(harness.vif(1).bridgePort().isOpen()).isFalse();
        held.get(0).release();
        driver.run(64);
        assertThat(harness.vif(1).isConnected()).as("one is still held").isTrue();
        assertThat(harness.destroy(1)).isEqualTo(NetifBackendLayout.INTERFACE_CONNECTED);

        held.get(1).release();
        driver.run(64);
        assertThat(harness.vif(1).isConnected()).isFalse();
        assertThat(message.getInt(NetifBackendLayout.DESTROY_STATUS)).isEqualTo(NetifBackendLayout.OKAY);
        assertThat(frontend.responses()).isEqualTo(2);
        assertThat(harness.domains().hypervisor().grants().uses(1, frontend.reference(0)))
                .isZero();
        assertThat(harness.destroy(1)).isEqualTo(NetifBackendLayout.OKAY);
    }

    @Test
    void takesNothingMoreFromAGuestThatIsBeingDisconnected() {
        connectController();
        RawFrontend frontend = harness.connected(1);
        disconnect(disconnectOf(1));
        frontend.send(1, 100);
        harness.serve(64);
        assertThat(frontend.responses()).isZero();
    }

    @Test
    void connectsAgainAfterADisconnect() {
        connectController();
        RawFrontend frontend = harness.connected(1);
        disconnect(disconnectOf(1));
        driver.run(64);
        assertThat(harness.connect(frontend)).isEqualTo(NetifBackendLayout.OKAY);
        frontend.fill(0, 0, frontend.frame(BackendHarness.OWN, 60));
        frontend.send(5, 60);
        harness.serve(64);
        assertThat(frontend.nextId()).isEqualTo(5);
        assertThat(frontend.nextStatus()).isZero();
    }

    @Test
    void finishesTwoDisconnectsOfOneInterface() {
        connectController();
        harness.connected(1);
        ControlMessage first = disconnectOf(1);
        ControlMessage second = disconnectOf(1);
        disconnect(first);
        disconnect(second);
        driver.run(64);
        assertThat(harness.vif(1).isConnected()).isFalse();
        assertThat(harness.destroy(1)).isEqualTo(NetifBackendLayout.OKAY);
    }

    @Test
    void answersWhatItHadPutOffWhenItGoesDown() {
        connectController();
        attachHolder();
        RawFrontend frontend = harness.connected(1);
        frontend.fill(0, 0, frontend.frame(MacAddress.BROADCAST, 60));
        frontend.send(5, 60);
        harness.serve(64);
        ControlMessage message = disconnectOf(1);
        assertThat(disconnect(message)).isFalse();
        message.putInt(NetifBackendLayout.DESTROY_STATUS, NetifBackendLayout.ERROR);
        harness.device().stopBackend();
        assertThat(message.getInt(NetifBackendLayout.DESTROY_STATUS)).isEqualTo(NetifBackendLayout.INTERFACE_NOT_FOUND);
        held.forEach(BridgedFrame::release);
        assertThat(harness.netback().inProgress()).isZero();
        assertThat(frontend.responses()).as("nothing is answered any more").isZero();
    }

    @Test
    void understandsNothingWhileItIsDown() {
        connectController();
        harness.device().stopBackend();
        ControlMessage message = BackendHarness.message(NetifBackendLayout.CREATE, NetifBackendLayout.CREATE_SIZE, 1);
        assertThat(driver.handle(message)).isTrue();
        assertThat(message.length()).isZero();
        harness.device().startBackend();
        assertThat(harness.create(1)).isEqualTo(NetifBackendLayout.OKAY);
    }

    @ParameterizedTest
    @CsvSource({"0, 19", "0, 12", "1, 20", "2, 31", "3, 32", "3, 0", "4, 12", "32, 5", "255, 60"})
    void answersUnknownAndMisSizedMessagesWithLengthZero(int subtype, int length) {
        ControlMessage message = BackendHarness.message(subtype, length, 1);
        assertThat(driver.handle(message)).isTrue();
        assertThat(message.length()).isZero();
        assertThat(harness.netback().interfaces()).isEmpty();
    }

    @Test
    void usesOnlyTheGuestsOwnKernelToo() {
        GuestKernel stranger = harness.domains().add(3);
        RawFrontend frontend = new RawFrontend(stranger, BackendHarness.address(3));
        harness.create(1);
        assertThat(harness.connect(1, frontend.txReference(), frontend.rxReference(), 1))
                .as("domain 1 does not live, whatever domain 3 granted")
                .isEqualTo(NetifBackendLayout.MAPPING_ERROR);
    }
}
