package io.nodev.devdomain.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.packet.MacAddress;
import io.nodev.devdomain.control.ControlEndpoint;
import io.nodev.devdomain.control.ControlMessage;
import io.nodev.devdomain.controller.ControllerHarness.Side;
import io.nodev.devdomain.layout.ControlType;
import io.nodev.devdomain.layout.NetifBackendLayout;
import io.nodev.devdomain.layout.NetifFrontendLayout;
import io.nodev.hypervisor.event.PortState;
import io.nodev.hypervisor.memory.FrameTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest 1, a backend 2, and what the controller says to each. */
class DomainControllerTest {
    private static final int[] STATUS_AT = {
        NetifBackendLayout.CREATE_STATUS,
        NetifBackendLayout.DESTROY_STATUS,
        NetifBackendLayout.CONNECT_STATUS,
        NetifBackendLayout.DESTROY_STATUS,
        NetifBackendLayout.CREDIT_LIMIT_STATUS
    };

    private final ControllerHarness harness = new ControllerHarness();
    private Side guest;
    private Side backend;

    @BeforeEach
    void introduce() {
        guest = harness.add(1);
        backend = harness.add(2, STATUS_AT);
        harness.addInterface(1, 0, 2);
        harness.run();
    }

    private static ControlMessage frontendUp() {
        return new ControlMessage(
                        ControlType.NETIF_FE, NetifFrontendLayout.DRIVER_STATUS, NetifFrontendLayout.DRIVER_STATUS_SIZE)
                .putInt(NetifFrontendLayout.DRIVER, NetifBackendLayout.UP);
    }

    private static ControlMessage backendUp() {
        return new ControlMessage(
                        ControlType.NETIF_BE, NetifBackendLayout.DRIVER_STATUS, NetifBackendLayout.DRIVER_STATUS_SIZE)
                .putInt(0, NetifBackendLayout.UP);
    }

    private static ControlMessage rings(int handle) {
        return new ControlMessage(
                        ControlType.NETIF_FE,
                        NetifFrontendLayout.INTERFACE_CONNECT,
                        NetifFrontendLayout.INTERFACE_CONNECT_SIZE)
                .putInt(NetifFrontendLayout.HANDLE, handle)
                .putInt(NetifFrontendLayout.TX, 70)
                .putInt(NetifFrontendLayout.RX, 71);
    }

    private void say(Side who, ControlMessage message) {
        who.ask(message);
        harness.settle();
    }

    private void connect() {
        say(backend, backendUp());
        say(guest, frontendUp());
        say(guest, rings(0));
    }

    @Test
    void asksTheBackendToMakeTheInterfaceOnceItIsUp() {
        assertThat(backend.told).isEmpty();
        say(backend, backendUp());
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE);
        ControlMessage create = backend.last();
        assertThat(create.type()).isEqualTo(ControlType.NETIF_BE);
        assertThat(create.length()).isEqualTo(NetifBackendLayout.CREATE_SIZE);
        assertThat(create.getShort(NetifBackendLayout.DOMAIN)).isEqualTo(1);
        assertThat(create.getInt(NetifBackendLayout.HANDLE)).isZero();
        byte[] octets = new byte[6];
        create.getAddress(NetifBackendLayout.CREATE_ADDRESS, octets, 0);
        assertThat(MacAddress.of(octets, 0)).isEqualTo(new MacAddress(0xAA00_0000_0001L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsTheGuestThatItIsDisconnectedOnceBothAreUp(boolean backendFirst) {
        say(backendFirst ? backend : guest, backendFirst ? backendUp() : frontendUp());
        assertThat(guest.subtypes()).doesNotContain(NetifFrontendLayout.INTERFACE_STATUS);
        say(backendFirst ? guest : backend, backendFirst ? frontendUp() : backendUp());
        ControlMessage told = guest.told.stream()
                .filter(each -> each.subtype() == NetifFrontendLayout.INTERFACE_STATUS)
                .findFirst()
                .orElseThrow();
        assertThat(told.getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
        assertThat(told.getShort(NetifFrontendLayout.BACKEND)).isEqualTo(2);
    }

    @Test
    void tellsTheGuestHowManyInterfacesItHasAndSaysSoAgainAfterTheirStates() {
        say(backend, backendUp());
        say(guest, frontendUp());
        assertThat(guest.answers.get(0).getInt(NetifFrontendLayout.INTERFACES)).isEqualTo(1);
        assertThat(guest.subtypes())
                .containsExactly(NetifFrontendLayout.INTERFACE_STATUS, NetifFrontendLayout.DRIVER_STATUS);
        assertThat(guest.last().getInt(NetifFrontendLayout.INTERFACES)).isEqualTo(1);
    }

    @Test
    void passesRingsOnWithThePortThatItMadeForThem() {
        connect();
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE, NetifBackendLayout.CONNECT);
        ControlMessage connect = backend.last();
        assertThat(connect.getInt(NetifBackendLayout.CONNECT_TX)).isEqualTo(70);
        assertThat(connect.getInt(NetifBackendLayout.CONNECT_RX)).isEqualTo(71);
        int backendPort = connect.getShort(NetifBackendLayout.CONNECT_PORT);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
        int guestPort = guest.last().getShort(NetifFrontendLayout.PORT);
        assertThat(harness.domains()
                        .hypervisor()
                        .events()
                        .status(2, backendPort)
                        .detail())
                .isEqualTo(guestPort);
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void doesNotHearRingsThatNobodyAskedFor() {
        say(guest, rings(0));
        say(backend, backendUp());
        say(guest, rings(5));
        say(guest, rings(-1));
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE);
    }

    @Test
    void doesNotHearRingsThatAreOfferedTwice() {
        connect();
        int port = guest.last().getShort(NetifFrontendLayout.PORT);
        say(guest, rings(0));
        assertThat(backend.told).hasSize(2);
        assertThat(harness.domains().hypervisor().events().status(1, port).state())
                .isEqualTo(PortState.INTERDOMAIN);
    }

    @Test
    void doesNotHearTheRingsOfOneGuestInTheNameOfAnother() {
        say(backend, backendUp());
        say(backend, rings(0));
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE);
    }

    @Test
    void makesNothingForADomainThatOnlyClaimsToBeABackend() {
        say(guest, backendUp());
        assertThat(guest.told).isEmpty();
        assertThat(backend.told).isEmpty();
    }

    @Test
    void closesBothPortsWhenTheBackendCannotConnectAndLetsTheGuestTryAgain() {
        say(backend, backendUp());
        say(guest, frontendUp());
        backend.status = NetifBackendLayout.MAPPING_ERROR;
        say(guest, rings(0));
        int port = backend.last().getShort(NetifBackendLayout.CONNECT_PORT);
        assertThat(harness.domains().hypervisor().events().status(2, port).state())
                .isEqualTo(PortState.FREE);
        backend.status = NetifBackendLayout.OKAY;
        say(guest, rings(0));
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
    }

    @Test
    void asksAGuestForOtherRingsOnceWhenTheBackendCannotConnect() {
        say(backend, backendUp());
        say(guest, frontendUp());
        backend.status = NetifBackendLayout.MAPPING_ERROR;
        int before = guest.told.size();
        say(guest, rings(0));
        assertThat(guest.told).hasSize(before + 1);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
        say(guest, ringsAsTold());
        say(guest, ringsAsTold());
        assertThat(guest.told).as("the guest is not asked for ever").hasSize(before + 1);
        backend.status = NetifBackendLayout.OKAY;
        say(guest, ringsAsTold());
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
        say(backend, backendUp());
        backend.status = NetifBackendLayout.MAPPING_ERROR;
        before = guest.told.size();
        say(guest, ringsAsTold());
        assertThat(guest.told).as("asked once more after it was connected").hasSize(before + 1);
    }

    @Test
    void takesABackendThatDoesNotListenForOneThatFailed() {
        harness.addInterface(1, 1, 2);
        harness.run();
        say(backend, backendUp());
        say(guest, frontendUp());
        backend.answersNow = false;
        for (int i = 0; i < 2 * ControlEndpoint.MAX_WAITING; i++) {
            harness.controller().limit(new RateChange(1, 1, 3000, 10_000));
        }
        harness.domains().domain(0).wake();
        harness.settle();
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS))
                .as("of the one that cannot be limited")
                .isEqualTo(NetifFrontendLayout.CLOSED);
        int before = guest.told.size();
        say(guest, rings(0));
        assertThat(guest.told).hasSize(before + 1);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
        backend.answersNow = true;
        answerAll();
        harness.settle();
        say(guest, ringsAsTold());
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
    }

    @Test
    void takesABackendThatDoesNotUnderstandForOneThatFailed() {
        Side mute = harness.add(3);
        harness.addInterface(1, 1, 3);
        harness.run();
        mute.answersNow = false;
        say(guest, frontendUp());
        say(mute, backendUp());
        ControlMessage create = mute.unanswered.get(0);
        create.setLength(0);
        mute.endpoint.answer(create);
        harness.settle();
        assertThat(guest.subtypes()).doesNotContain(NetifFrontendLayout.INTERFACE_STATUS);
    }

    @ParameterizedTest
    @CsvSource({"4, 32, 7", "4, 33, 23", "4, 33, 0", "4, 0, 18", "3, 32, 8", "3, 0, 20", "0, 0, 1", "255, 255, 60"})
    void answersUnknownAndMisSizedMessagesWithLengthZero(int type, int subtype, int length) {
        say(guest, new ControlMessage(type, subtype, length));
        assertThat(guest.answers.get(0).length()).isZero();
        assertThat(backend.told).isEmpty();
    }

    @Test
    void goesOnWithOthersWhileOneNeverAnswers() {
        guest.answersNow = false;
        say(backend, backendUp());
        for (int i = 0; i < 2000; i++) {
            say(guest, frontendUp());
        }
        Side other = harness.add(4);
        harness.addInterface(4, 0, 2);
        harness.run();
        say(other, frontendUp());
        say(backend, backendUp());
        say(other, rings(0));
        assertThat(other.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
    }

    @Test
    void hasTheInterfaceOfADeadGuestDisconnectedAndThenRemoved() {
        connect();
        int port = backend.last().getShort(NetifBackendLayout.CONNECT_PORT);
        harness.kill(1);
        assertThat(backend.subtypes())
                .containsExactly(
                        NetifBackendLayout.CREATE,
                        NetifBackendLayout.CONNECT,
                        NetifBackendLayout.DISCONNECT,
                        NetifBackendLayout.DESTROY);
        assertThat(harness.domains().hypervisor().events().status(2, port).state())
                .isEqualTo(PortState.FREE);
    }

    @Test
    void keepsNothingOfADeadGuest() {
        FrameTable frames = harness.domains().hypervisor().frames();
        int mappings = harness.kernel().mappings().available();
        connect();
        harness.kill(1);
        assertThat(frames.owned(1)).isZero();
        assertThat(frames.owned(FrameTable.HYPERVISOR)).isZero();
        assertThat(harness.kernel().mappings().available()).isEqualTo(mappings + 1);
    }

    @Test
    void removesTheInterfaceOfAGuestThatDiesWhileItIsBeingMade() {
        backend.answersNow = false;
        say(backend, backendUp());
        harness.kill(1);
        answerAll();
        assertThat(backend.subtypes())
                .containsExactly(NetifBackendLayout.CREATE, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY);
    }

    private void answerAll() {
        while (!backend.unanswered.isEmpty()) {
            backend.endpoint.answer(backend.unanswered.remove(0));
            harness.settle();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {NetifBackendLayout.OKAY, NetifBackendLayout.MAPPING_ERROR})
    void closesNoPortThatIsNotItsOwnWhenAGuestDiesWhileItIsBeingConnected(int status) {
        say(backend, backendUp());
        say(guest, frontendUp());
        backend.answersNow = false;
        say(guest, rings(0));
        int port = backend.last().getShort(NetifBackendLayout.CONNECT_PORT);
        harness.kill(1);
        backend.unanswered.get(0).putInt(NetifBackendLayout.CONNECT_STATUS, status);
        answerOne();
        assertThat(harness.domains().hypervisor().events().status(2, port).state())
                .as("closed when the disconnect is answered, not before")
                .isEqualTo(PortState.UNBOUND);
        answerAll();
        assertThat(harness.domains().hypervisor().events().status(2, port).state())
                .isEqualTo(PortState.FREE);
        assertThat(backend.subtypes())
                .endsWith(NetifBackendLayout.CONNECT, NetifBackendLayout.DISCONNECT, NetifBackendLayout.DESTROY);
    }

    private void answerOne() {
        backend.endpoint.answer(backend.unanswered.remove(0));
        harness.settle();
    }

    @Test
    void asksNobodyAboutAGuestWhoseInterfaceWasNeverMade() {
        harness.kill(1);
        assertThat(backend.told).isEmpty();
        say(backend, backendUp());
        assertThat(backend.told).isEmpty();
    }

    @Test
    void tellsTheGuestsOfADeadBackendThatTheirInterfacesAreClosed() {
        connect();
        int port = guest.last().getShort(NetifFrontendLayout.PORT);
        harness.kill(2);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CLOSED);
        assertThat(harness.domains().hypervisor().events().status(1, port).state())
                .isEqualTo(PortState.FREE);
        say(guest, rings(0));
        assertThat(guest.answers)
                .last()
                .satisfies(answer -> assertThat(answer.length()).isEqualTo(NetifFrontendLayout.INTERFACE_CONNECT_SIZE));
        assertThat(harness.controller().allConnected()).isFalse();
    }

    private ControlMessage ringsAsTold() {
        return rings(0).putShort(NetifFrontendLayout.OFFER_LOSSES, guest.last().getShort(NetifFrontendLayout.LOSSES));
    }

    @Test
    void connectsTheInterfacesOfABackendThatComesUpOnceMore() {
        connect();
        int port = guest.last().getShort(NetifFrontendLayout.PORT);
        int backendPort = backend.last().getShort(NetifBackendLayout.CONNECT_PORT);
        say(backend, backendUp());
        assertThat(backend.subtypes()).endsWith(NetifBackendLayout.CONNECT, NetifBackendLayout.CREATE);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
        assertThat(harness.domains().hypervisor().events().status(1, port).state())
                .isEqualTo(PortState.FREE);
        assertThat(harness.domains()
                        .hypervisor()
                        .events()
                        .status(2, backendPort)
                        .state())
                .isEqualTo(PortState.FREE);
        say(guest, ringsAsTold());
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void tellsTheGuestsOfABackendThatGoesDownThatTheirInterfacesAreClosed() {
        connect();
        say(backend, backendUp().putInt(0, NetifBackendLayout.DOWN));
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CLOSED);
        assertThat(harness.controller().allConnected()).isFalse();
        say(backend, backendUp());
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void doesNotHearRingsThatWereOfferedToTheBackendBefore() {
        say(backend, backendUp());
        say(guest, frontendUp());
        ControlMessage late = rings(0);
        say(backend, backendUp());
        say(guest, late);
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE, NetifBackendLayout.CREATE);
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void doesNotHearAnswersThatTheBackendOwedBeforeItWasLost() {
        say(backend, backendUp());
        say(guest, frontendUp());
        backend.answersNow = false;
        say(guest, rings(0));
        backend.answersNow = true;
        say(backend, backendUp());
        answerAll();
        assertThat(harness.controller().allConnected()).isFalse();
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void disconnectsWhatABackendThatComesUpStillHas() {
        connect();
        backend.answersNow = false;
        say(backend, backendUp());
        backend.unanswered.get(0).putInt(NetifBackendLayout.CREATE_STATUS, NetifBackendLayout.INTERFACE_EXISTS);
        answerOne();
        assertThat(backend.subtypes()).endsWith(NetifBackendLayout.CREATE, NetifBackendLayout.DISCONNECT);
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CONNECTED);
        backend.answersNow = true;
        answerAll();
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.DISCONNECTED);
    }

    @Test
    void givesADomainOfADeadOnesIdAChannelOfItsOwn() {
        connect();
        harness.domains().hypervisor().destroyDomain(harness.domains().domain(2));
        backend = harness.add(2, STATUS_AT);
        harness.run();
        say(backend, backendUp());
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE);
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void survivesTheDeathOfBothAtOnce() {
        connect();
        harness.domains().hypervisor().destroyDomain(harness.domains().domain(1));
        harness.domains().hypervisor().destroyDomain(harness.domains().domain(2));
        harness.settle();
        assertThat(harness.domains().hypervisor().frames().owned(FrameTable.HYPERVISOR))
                .isZero();
    }

    @Test
    void limitsAnInterfaceBeforeItsGuestIsOfferedIt() {
        harness.controller().limit(new RateChange(1, 0, 3000, 0xFFFF_FFFFL));
        say(guest, frontendUp());
        say(backend, backendUp());
        assertThat(backend.subtypes()).containsExactly(NetifBackendLayout.CREATE, NetifBackendLayout.CREDIT_LIMIT);
        ControlMessage limit = backend.last();
        assertThat(limit.length()).isEqualTo(NetifBackendLayout.CREDIT_LIMIT_SIZE);
        assertThat(limit.getShort(NetifBackendLayout.DOMAIN)).isEqualTo(1);
        assertThat(limit.getInt(NetifBackendLayout.HANDLE)).isZero();
        assertThat(limit.getInt(NetifBackendLayout.CREDIT_LIMIT_BYTES)).isEqualTo(3000);
        assertThat(limit.getInt(NetifBackendLayout.CREDIT_LIMIT_PERIOD)).isEqualTo(-1);
        assertThat(guest.subtypes())
                .containsExactly(NetifFrontendLayout.DRIVER_STATUS, NetifFrontendLayout.INTERFACE_STATUS);
    }

    @Test
    void doesNotOfferAnInterfaceThatCannotBeLimited() {
        harness.controller().limit(new RateChange(1, 0, 3000, 10_000));
        say(guest, frontendUp());
        backend.answersNow = false;
        say(backend, backendUp());
        backend.endpoint.answer(backend.unanswered.remove(0).putInt(NetifBackendLayout.CREATE_STATUS, 0));
        harness.settle();
        backend.endpoint.answer(
                backend.unanswered.remove(0).putInt(NetifBackendLayout.CREDIT_LIMIT_STATUS, NetifBackendLayout.ERROR));
        harness.settle();
        assertThat(guest.subtypes()).containsExactly(NetifFrontendLayout.DRIVER_STATUS);
    }

    @Test
    void changesALimitWhileFramesFlow() {
        connect();
        harness.controller().limit(new RateChange(1, 0, 3000, 10_000));
        harness.domains().domain(0).wake();
        harness.settle();
        assertThat(backend.subtypes())
                .containsExactly(
                        NetifBackendLayout.CREATE, NetifBackendLayout.CONNECT, NetifBackendLayout.CREDIT_LIMIT);
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {NetifBackendLayout.ERROR, NetifBackendLayout.INTERFACE_NOT_FOUND})
    void closesAnInterfaceWhoseLimitCannotBeChanged(int status) {
        connect();
        backend.answersNow = false;
        harness.controller().limit(new RateChange(1, 0, 3000, 10_000));
        harness.domains().domain(0).wake();
        harness.settle();
        backend.endpoint.answer(backend.unanswered.remove(0).putInt(NetifBackendLayout.CREDIT_LIMIT_STATUS, status));
        harness.settle();
        assertThat(guest.last().getInt(NetifFrontendLayout.STATUS)).isEqualTo(NetifFrontendLayout.CLOSED);
        assertThat(backend.last().subtype()).isEqualTo(NetifBackendLayout.DISCONNECT);
        assertThat(harness.controller().allConnected()).isFalse();
        backend.endpoint.answer(backend.unanswered.remove(0).putInt(NetifBackendLayout.DESTROY_STATUS, 0));
        backend.answersNow = true;
        say(backend, backendUp().putInt(0, NetifBackendLayout.DOWN));
        say(backend, backendUp());
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected())
                .as("with a backend that keeps to it")
                .isTrue();
    }

    @Test
    void limitsAnInterfaceAgainWhenItsBackendComesUpOnceMore() {
        connect();
        harness.controller().limit(new RateChange(1, 0, 3000, 10_000));
        harness.domains().domain(0).wake();
        harness.settle();
        say(backend, backendUp().putInt(0, NetifBackendLayout.DOWN));
        int before = backend.told.size();
        say(backend, backendUp());
        assertThat(backend.subtypes().subList(before, backend.told.size()))
                .containsExactly(NetifBackendLayout.CREATE, NetifBackendLayout.CREDIT_LIMIT);
        assertThat(backend.last().getInt(NetifBackendLayout.CREDIT_LIMIT_BYTES)).isEqualTo(3000);
        say(guest, ringsAsTold());
        assertThat(harness.controller().allConnected()).isTrue();
    }

    @Test
    void limitsNothingThatIsNotThere() {
        connect();
        harness.controller().limit(new RateChange(1, 5, 3000, 10_000));
        harness.domains().domain(0).wake();
        harness.settle();
        assertThat(backend.subtypes()).doesNotContain(NetifBackendLayout.CREDIT_LIMIT);
    }
}
