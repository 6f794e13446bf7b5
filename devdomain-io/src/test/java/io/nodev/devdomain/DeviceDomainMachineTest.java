package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.NicDrop;
import io.nodev.common.driver.NicEvents;
import io.nodev.common.driver.OutboundFrame;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.machine.DropReason;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.memory.FrameTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceDomainMachineTest {
    private static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");
    private static final MacAddress WEB = MacAddress.parse("aa:00:00:00:00:0b");
    private static final MacAddress DB = MacAddress.parse("aa:00:00:00:00:0c");
    private static final MacAddress OUTSIDE = MacAddress.parse("52:54:00:12:34:64");
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    private final ScriptedGuest control = new ScriptedGuest();
    private final ScriptedGuest web = new ScriptedGuest();
    private final ScriptedGuest db = new ScriptedGuest();
    private final List<byte[]> onWire = new ArrayList<>();
    private WireCard outside;
    private DeviceDomainMachine machine;

    private void boot(SchedulerKind scheduler) {
        Wire wire = new Wire();
        WireCard card = wire.connect(WireCardSpec.of("eth0", NIC));
        outside = wire.connect(WireCardSpec.of("outside", OUTSIDE));
        outside.setPromiscuous(true);
        machine = DeviceDomainMachine.builder("test", MachineOptions.defaults().withScheduler(scheduler))
                .card(card)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), () -> control)
                .domain(DomainConfig.ordinary(1, "web", 256), () -> web)
                .vif(VifConfig.DEFAULT.withAddress(WEB))
                .domain(DomainConfig.ordinary(2, "db", 256), () -> db)
                .vif(VifConfig.DEFAULT.withAddress(DB))
                .boot();
        settle();
    }

    private void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT)).isTrue();
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private static byte[] frame(MacAddress to, MacAddress from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 14; i < length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        to.put(bytes, 0);
        from.put(bytes, 6);
        bytes[12] = (byte) 0x88;
        bytes[13] = (byte) 0xCC;
        return bytes;
    }

    private void send(ScriptedGuest guest, int domain, byte[] frame) {
        guest.send(frame);
        machine.hypervisor().domains().find(domain).wake();
        settle();
    }

    private List<byte[]> takeWire() {
        outside.poll(
                new NicEvents() {
                    @Override
                    public void received(byte[] bytes, int offset, int length) {
                        onWire.add(Arrays.copyOfRange(bytes, offset, offset + length));
                    }

                    @Override
                    public void transmitted(int cookie) {}
                },
                1000);
        return onWire;
    }

    private PortReport vif(String name) {
        return machine.vifs().stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void connectsEveryInterfaceInTheFirstTurns(SchedulerKind scheduler) {
        boot(scheduler);
        assertThat(machine.networkDevices(1).get(0).isConnected()).isTrue();
        assertThat(machine.networkDevices(2).get(0).isConnected()).isTrue();
        byte[] address = new byte[6];
        machine.networkDevices(1).get(0).copyAddress(address, 0);
        assertThat(MacAddress.of(address, 0)).isEqualTo(WEB);
    }

    @ParameterizedTest
    @EnumSource
    void carriesAFrameOfAnyEthertypeUnmodifiedFromGuestToGuest(SchedulerKind scheduler) {
        boot(scheduler);
        send(db, 2, frame(MacAddress.BROADCAST, DB, 60));
        web.received().clear();
        byte[] sent = frame(DB, WEB, 1514);
        send(web, 1, sent);
        assertThat(db.received()).containsExactly(sent);
        assertThat(vif("vif1.0").txStatus()).containsExactly(Map.entry(0, 1L));
        assertThat(takeWire()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void floodsAnUnknownStationToEveryOtherPortButNotTheOwnOne(SchedulerKind scheduler) {
        boot(scheduler);
        byte[] sent = frame(MacAddress.parse("02:00:00:00:00:99"), WEB, 64);
        send(web, 1, sent);
        assertThat(db.received()).containsExactly(sent);
        assertThat(takeWire()).containsExactly(sent);
        assertThat(control.received()).isEmpty();
        assertThat(web.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deliversFromTheWireToAGuestAndToTheDeviceDomain(SchedulerKind scheduler) {
        boot(scheduler);
        byte[] toWeb = frame(WEB, OUTSIDE, 200);
        byte[] toControl = frame(NIC, OUTSIDE, 100);
        outside.transmit(OutboundFrame.of(toWeb), 1);
        outside.transmit(OutboundFrame.of(toControl), 2);
        settle();
        assertThat(web.received()).containsExactly(toWeb);
        assertThat(control.received()).containsExactly(toControl);
        assertThat(machine.nics().get(0).rxFrames()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void deliversFromAGuestToTheDeviceDomainAlone(SchedulerKind scheduler) {
        boot(scheduler);
        byte[] toControl = frame(NIC, WEB, 100);
        send(web, 1, toControl);
        assertThat(control.received()).containsExactly(toControl);
        assertThat(db.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsTheDeviceDomainSendToGuestAndWire(SchedulerKind scheduler) {
        boot(scheduler);
        byte[] sent = frame(MacAddress.BROADCAST, NIC, 90);
        send(control, 0, sent);
        assertThat(web.received()).containsExactly(sent);
        assertThat(db.received()).containsExactly(sent);
        assertThat(takeWire()).containsExactly(sent);
        assertThat(vif("vif0.0").txFrames()).isEqualTo(1);
        assertThat(vif("vif0.0").txStatus()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answersRefusedLengthsWithAnErrorAndCountsThem(SchedulerKind scheduler) {
        boot(scheduler);
        send(web, 1, frame(DB, WEB, 34));
        send(web, 1, frame(DB, WEB, 1515));
        send(web, 1, frame(DB, WEB, 35));
        assertThat(vif("vif1.0").txStatus()).containsExactly(Map.entry(-1, 2L), Map.entry(0, 1L));
        assertThat(vif("vif1.0").drops()).containsEntry(DropReason.BAD_REQUEST, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void keepsThePagesOfEveryDomainOverManyPackets(SchedulerKind scheduler) {
        boot(scheduler);
        FrameTable frames = machine.hypervisor().frames();
        int before = frames.owned(2);
        for (int i = 0; i < 3000; i++) {
            web.send(frame(DB, WEB, 64 + i % 1400));
        }
        for (int i = 0; i < 1000 && !web.isIdle(); i++) {
            machine.hypervisor().domains().find(1).wake();
            settle();
        }
        long dropped = vif("vif2.0").drops().getOrDefault(DropReason.NO_RECEIVE_BUFFER, 0L);
        assertThat(db.received().size() + dropped).isEqualTo(3000);
        assertThat(frames.owned(2)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void removesTheInterfaceOfADestroyedDomainAndGoesOn(SchedulerKind scheduler) {
        boot(scheduler);
        send(db, 2, frame(MacAddress.BROADCAST, DB, 60));
        machine.destroyDomain(2);
        settle();
        assertThat(machine.deviceDomain(0).netback().find(2, 0)).isNull();
        assertThat(machine.hypervisor().frames().owned(2)).isZero();
        send(web, 1, frame(DB, WEB, 64));
        assertThat(vif("vif1.0").txStatus()).containsEntry(0, 1L);
        assertThat(machine.cards().get(0).stats().dropped(NicDrop.RUNT)).isZero();
    }
}
