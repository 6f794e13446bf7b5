package io.nodev.common.launch;

import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.FirewallCounter;
import io.nodev.common.machine.PortReport;
import java.util.List;

/** What a run is measured by: which machine it was, what each of its ports counted, and its firewalls by name. */
record LaunchResult(
        String machine,
        Architecture architecture,
        List<PortReport> vifs,
        List<PortReport> nics,
        List<FirewallCounter> counters) {}
