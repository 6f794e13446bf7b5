package io.nodev.devdomain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.driver.Wire;
import io.nodev.common.driver.WireCard;
import io.nodev.common.driver.WireCardSpec;
import io.nodev.common.guest.Guest;
import io.nodev.common.guest.IdleGuest;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.common.machine.VifConfig;
import io.nodev.common.packet.MacAddress;
import io.nodev.hypervisor.domain.DomainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine with a device domain 1 beside domain 0, or domain 0 alone, and guests from 2 on. */
final class MachineFixture implements AutoCloseable {
    static final MacAddress NIC = MacAddress.parse("00:02:b3:9d:1f:aa");

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(300);

    private final StringBuffer console = new StringBuffer();
    private final List<Integer> halts = new ArrayList<>();
    private final Wire wire = new Wire();
    private final WireCard card = wire.connect(WireCardSpec.of("eth0", NIC));
    private final WireCard outside = wire.connect(WireCardSpec.of("outside", MacAddress.parse("52:54:00:12:34:64")));
    private final DeviceDomainMachine machine;

    /**
     * @param backend 0 or 1: the device domain
     * @param card null for a card on a wire
     */
    MachineFixture(SchedulerKind scheduler, int backend, NetworkCard card, Guest... guests) {
        this(new Kind(scheduler, backend, ""), card, guests);
    }

    /**
     * What sort of machine: its scheduler, its device domain, the text of its firewall file, empty for none, and the guest
     * of domain 0.
     */
    record Kind(SchedulerKind scheduler, int backend, String firewall, Guest control) {
        Kind(SchedulerKind scheduler, int backend, String firewall) {
            this(scheduler, backend, firewall, new IdleGuest());
        }
    }

    MachineFixture(Kind kind, Guest... guests) {
        this(kind, null, guests);
    }

    private MachineFixture(Kind kind, NetworkCard card, Guest... guests) {
        int backend = kind.backend();
        MachineOptions options = MachineOptions.defaults()
                .withScheduler(kind.scheduler())
                .withConsole(console::append)
                .withHalt(halts::add);
        DeviceDomainMachine.Builder builder = DeviceDomainMachine.builder("test", options)
                .firewall("test.nft", kind.firewall())
                .card(card == null ? this.card : card)
                .domain(DomainConfig.ordinary(0, "Domain-0", 256).withPrivilege(), kind::control);
        if (backend != 0) {
            builder.domain(DomainConfig.ordinary(backend, "devices", 256), IdleGuest::new);
        }
        for (int i = 0; i < guests.length; i++) {
            Guest guest = guests[i];
            builder.domain(DomainConfig.ordinary(2 + i, "guest " + (2 + i), 256), () -> guest)
                    .vif(VifConfig.DEFAULT.withAddress(address(2 + i)).withBackend(backend));
        }
        machine = builder.deviceDomain(backend, List.of("eth0")).boot();
        settle();
    }

    static MacAddress address(int domain) {
        return new MacAddress(0xAA00_0000_0000L | domain);
    }

    static byte[] frame(MacAddress to, MacAddress from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 14; i < length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        to.put(bytes, 0);
        from.put(bytes, 6);
        bytes[12] = 0x08;
        return bytes;
    }

    DeviceDomainMachine machine() {
        return machine;
    }

    WireCard card() {
        return card;
    }

    WireCard outside() {
        return outside;
    }

    String console() {
        return console.toString();
    }

    List<Integer> halts() {
        return halts;
    }

    void settle() {
        assertThat(machine.scheduler().runUntilIdle(TIMEOUT)).as("at rest").isTrue();
    }

    void wake(int domain) {
        machine.hypervisor().domains().find(domain).wake();
        settle();
    }

    void send(ScriptedGuest guest, int domain, byte[] frame) {
        guest.send(frame);
        wake(domain);
    }

    PortReport vif(int domain) {
        return machine.vifs().stream()
                .filter(port -> port.name().equals("vif" + domain + ".0"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        machine.close();
    }
}
