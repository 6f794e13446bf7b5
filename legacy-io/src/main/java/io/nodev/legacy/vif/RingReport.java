package io.nodev.legacy.vif;

import io.nodev.hypervisor.console.ConsoleOutput;
import java.util.function.Consumer;

/** Answers a debug key with the state of each living vif's rings. What moves meanwhile may be shown as it was. */
public final class RingReport implements Consumer<ConsoleOutput> {
    private final LegacyNetwork network;

    /** About the rings of one network. */
    public RingReport(LegacyNetwork network) {
        this.network = network;
    }

    @Override
    public void accept(ConsoleOutput output) {
        for (Vif vif : network.all()) {
            if (network.vifs().test(vif.endpoint())) {
                report(vif, output);
            }
        }
    }

    private static void report(Vif vif, ConsoleOutput output) {
        output.line(vif.name() + ": ring page " + vif.ringPage());
        output.line("    tx: requests taken " + vif.transmit().requestIndex() + ", responses put "
                + vif.transmit().responseIndex() + ", on the way to the wire "
                + vif.wire().size());
        output.line("    rx: requests taken " + vif.receive().requestIndex() + ", responses put "
                + vif.receive().responseIndex() + ", pages held "
                + vif.receive().parked());
    }
}
