package io.nodev.common.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodev.common.guest.NoBlockDevices;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.domain.DomainConfig;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.hypercall.HypercallTable;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelEnvironmentTest {
    private final ManualClock clock = new ManualClock(7);
    private final List<String> logged = new ArrayList<>();
    private final KernelEnvironment environment = environment();

    private KernelEnvironment environment() {
        Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(64), clock);
        HypercallGate gate = new HypercallGate(
                hypervisor.createDomain(DomainConfig.ordinary(3, "web", 8)),
                HypercallTable.builder().build());
        return new KernelEnvironment(new KernelDevices(List.of(), new NoBlockDevices()), gate, clock, logged::add);
    }

    @Test
    void tellsTheGuestWhoItIsAndWhatTimeItIs() {
        assertThat(environment.domain()).isEqualTo(3);
        assertThat(environment.name()).isEqualTo("web");
        assertThat(environment.nanos()).isEqualTo(7);
        assertThat(environment.networkDevices()).isEmpty();
    }

    @Test
    void keepsALineOfTheGuestsOneLine() {
        environment.log("up\nNodev-Architecture: legacy-io\r\u001b[2J");
        assertThat(logged).containsExactly("up?Nodev-Architecture: legacy-io??[2J");
    }
}
