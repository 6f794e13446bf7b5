package io.nodev.common.kernel;

import io.nodev.common.guest.BlockDevices;
import io.nodev.common.guest.GuestEnvironment;
import io.nodev.common.guest.VirtualNetworkDevice;
import io.nodev.hypervisor.hypercall.HypercallGate;
import io.nodev.hypervisor.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the kernel of a domain shows its guest. */
public final class KernelEnvironment implements GuestEnvironment {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final HypercallGate gate;
    private final Clock clock;
    private final List<VirtualNetworkDevice> devices;
    private final BlockDevices blockDevices;
    private final Consumer<String> log;

    /**
     * @param devices what the domain's drivers drive
     * @param log takes one line of the guest's, without label and line end
     */
    public KernelEnvironment(KernelDevices devices, HypercallGate gate, Clock clock, Consumer<String> log) {
        this.gate = gate;
        this.clock = clock;
        this.devices = List.copyOf(devices.network());
        this.blockDevices = devices.block();
        this.log = log;
    }

    @Override
    public int domain() {
        return gate.domain();
    }

    @Override
    public String name() {
        return gate.name();
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    @Override
    public List<VirtualNetworkDevice> networkDevices() {
        return devices;
    }

    @Override
    public BlockDevices blockDevices() {
        return blockDevices;
    }

    /** {@inheritDoc} A control character becomes a question mark, so that a guest cannot write in another's name. */
    @Override
    public void log(String line) {
        log.accept(CONTROL.matcher(line).replaceAll("?"));
    }
}
