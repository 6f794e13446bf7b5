package io.nodev.legacy.vif;

import io.nodev.hypervisor.console.ConsoleOutput;
import java.util.function.Consumer;

/** Answers a debug key with one line for each living vif, and its drops. Reads counters without stopping anybody. */
public final class VifReport implements Consumer<ConsoleOutput> {
    private final LegacyNetwork network;

    /** About the vifs of one network. */
    public VifReport(LegacyNetwork network) {
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
        VifCounters counters = vif.counters();
        CreditLimiter credit = vif.credit();
        String rate = credit.periodMicros() == 0
                ? "unlimited"
                : credit.creditBytes() + " bytes each " + credit.periodMicros() + " us";
        output.line(vif.name() + ": " + vif.address() + ", tx status " + counters.answeredByStatus() + ", to the wire "
                + counters.packetsSent() + ", received " + counters.packetsReceived() + ", rate " + rate);
        counters.drops().byReason().forEach((reason, count) -> output.line("    lost, " + reason.id() + ": " + count));
    }
}
