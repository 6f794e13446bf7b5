package io.nodev.common.launch;

import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.FirewallCounter;
import io.nodev.common.machine.Machine;
import io.nodev.common.machine.PortReport;
import io.nodev.common.machine.VbdReport;
import java.util.List;

/** What a run is measured by: which machine it was, what each of its ports and VBDs counted, and its firewalls by name. */
record LaunchResult(
        String machine,
        Architecture architecture,
        List<PortReport> vifs,
        List<PortReport> nics,
        List<VbdReport> vbds,
        List<FirewallCounter> counters) {
    /** What a machine counted until now. */
    static LaunchResult of(LaunchPlan plan, Machine machine) {
        return new LaunchResult(
                plan.machine(),
                plan.architecture(),
                machine.vifs(),
                machine.nics(),
                machine.vbdReports(),
                machine.firewallCounters());
    }
}
