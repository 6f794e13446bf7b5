package io.nodev.hypervisor;

import static io.nodev.hypervisor.TestMachine.address;
import static io.nodev.hypervisor.TestMachine.frameOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodev.hypervisor.domain.Domain;
import io.nodev.hypervisor.domain.SharedInfoLayout;
import io.nodev.hypervisor.event.InterdomainEnds;
import io.nodev.hypervisor.event.PortState;
import io.nodev.hypervisor.memory.FrameTable;
import io.nodev.hypervisor.memory.PageFaultException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HypervisorTest {
    private final TestMachine machine = new TestMachine();
    private final Hypervisor hypervisor = machine.hypervisor;

    @Test
    void givesANewDomainZeroedMemoryOfItsOwn() {
        Domain domain = machine.domain(1);
        for (int page = 0; page < TestMachine.PAGES; page++) {
            for (int offset = 0; offset < 4096; offset += 4) {
                assertThat(domain.memory().getInt(address(domain, page) + offset))
                        .isZero();
            }
            assertThat(hypervisor.frames().owner(frameOf(domain, page))).isEqualTo(1);
        }
    }

    @Test
    void sharesThePageOfSharedInformationWithTheDomain() {
        Domain domain = machine.domain(1);
        hypervisor.memory().putInt(domain.sharedInfoAddress(SharedInfoLayout.CONTROL_RING), 77);
        assertThat(domain.memory().getInt(domain.layout().sharedInfo() + SharedInfoLayout.CONTROL_RING))
                .isEqualTo(77);
    }

    @Test
    void mapsNeitherPageZeroNorThePagesForMappings() {
        Domain domain = machine.domain(1);
        assertThat(domain.memory().entry(0)).isZero();
        assertThat(domain.memory().entry(domain.layout().mappingBase())).isZero();
    }

    @Test
    void refusesASecondDomainOfTheSameId() {
        machine.domain(1);
        int free = machine.free();
        assertThatThrownBy(() -> machine.domain(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("id=1");
        assertThat(machine.free()).isEqualTo(free);
    }

    @Test
    void losesNoFrameWhenThereAreTooFew() {
        TestMachine tiny = new TestMachine(20);
        tiny.domain(1);
        assertThat(tiny.free()).isEqualTo(1);
        assertThatThrownBy(() -> tiny.domain(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("domain 2 needs 19 frames: free=1");
        assertThat(tiny.free()).isEqualTo(1);
        assertThat(tiny.hypervisor.domains().find(2)).isNull();
    }

    @Test
    void givesEveryFrameBackWhenADomainDies() {
        Domain domain = machine.domain(1);
        hypervisor.destroyDomain(domain);
        assertThat(machine.free()).isEqualTo(512);
        assertThat(hypervisor.domains().find(1)).isNull();
        assertThat(domain.isAlive()).isFalse();
    }

    @Test
    void leavesADeadDomainsViewOfMemoryNothing() {
        Domain domain = machine.domain(1);
        hypervisor.destroyDomain(domain);
        machine.domain(2);
        assertThatThrownBy(() -> domain.memory().getInt(address(domain, 0))).isInstanceOf(PageFaultException.class);
    }

    @Test
    void killsInTheOrderOfItsTime() {
        Domain control = machine.privileged(2);
        Domain domain = machine.domain(1);
        InterdomainEnds ends = new InterdomainEnds(2, 1);
        hypervisor.events().bindInterdomain(control, ends);
        List<String> order = new ArrayList<>();
        hypervisor.addRuleTeardown(dying -> order.add("rules" + state(dying, ends)));
        hypervisor.addDeviceTeardown(dying -> order.add("devices" + state(dying, ends)));
        hypervisor.addStop(dying -> order.add("stop" + state(dying, ends)));
        hypervisor.destroyDomain(domain);
        assertThat(order)
                .containsExactly(
                        "stop found dying INTERDOMAIN", "devices found dying INTERDOMAIN", "rules found dying FREE");
    }

    private String state(Domain dying, InterdomainEnds ends) {
        PortState port =
                hypervisor.events().status(dying.id(), ends.secondPort()).state();
        return (hypervisor.domains().find(dying.id()) == dying ? " found" : " gone")
                + (dying.isAlive() ? " alive " : " dying ")
                + port;
    }

    @Test
    void killsADomainOnlyOnce() {
        List<Integer> killed = new ArrayList<>();
        hypervisor.addDeviceTeardown(dying -> killed.add(dying.id()));
        Domain first = machine.domain(1);
        hypervisor.destroyDomain(first);
        Domain successor = machine.domain(1);
        hypervisor.destroyDomain(first);
        assertThat(killed).containsExactly(1);
        assertThat(hypervisor.domains().find(1)).isSameAs(successor);
        assertThat(hypervisor.frames().owned(1)).isEqualTo(TestMachine.PAGES + 3);
    }

    @Test
    void endsTheMachineInsteadOfKillingDomainZero() {
        List<Integer> statuses = new ArrayList<>();
        hypervisor.onHalt(statuses::add);
        hypervisor.addDeviceTeardown(dying -> statuses.add(-1));
        Domain control = machine.privileged(0);
        hypervisor.destroyDomain(control);
        hypervisor.destroyDomain(control);
        assertThat(statuses).containsExactly(MachineHalt.OK);
        assertThat(hypervisor.domains().find(0)).isSameAs(control);
        assertThat(hypervisor.frames().owned(0)).isEqualTo(TestMachine.PAGES + 3);
    }

    @Test
    void keepsAFrameInFlightUntilItsUseEnds() {
        Domain domain = machine.domain(1);
        int frame = frameOf(domain, 0);
        hypervisor.frames().acquire(frame, 1);
        hypervisor.destroyDomain(domain);
        assertThat(hypervisor.frames().owner(frame)).isEqualTo(FrameTable.HYPERVISOR);
        Domain successor = machine.domain(1);
        for (int page = 0; page < TestMachine.PAGES; page++) {
            assertThat(frameOf(successor, page)).isNotEqualTo(frame);
        }
        hypervisor.frames().release(frame);
        assertThat(hypervisor.frames().owner(frame)).isEqualTo(FrameTable.FREE);
        assertThat(hypervisor.frames().owned(1)).isEqualTo(TestMachine.PAGES + 3);
    }

    @Test
    void createsAndKillsFromManyThreads() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int id = 1 + i / 2;
            threads[i] = new Thread(() -> createAndKill(id));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        hypervisor.domains().all().forEach(hypervisor::destroyDomain);
        assertThat(machine.free()).isEqualTo(512);
    }

    private void createAndKill(int id) {
        for (int i = 0; i < 500; i++) {
            try {
                hypervisor.destroyDomain(machine.domain(id));
            } catch (IllegalArgumentException taken) {
                Domain domain = hypervisor.domains().find(id);
                if (domain != null) {
                    hypervisor.destroyDomain(domain);
                }
            }
        }
    }
}
