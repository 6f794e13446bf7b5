package io.nodev.devdomain;

import io.nodev.common.driver.NetworkCard;
import io.nodev.common.machine.MachineOptions;
import io.nodev.devdomain.controller.DomainController;
import io.nodev.devdomain.netback.DeviceDomain;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.MachineHalt;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.sched.Scheduler;
import java.util.List;
import java.util.SortedMap;

/** All that a booted machine consists of; domains by id. */
record MachineParts(
        MachineOptions options,
        Hypervisor hypervisor,
        Scheduler scheduler,
        EmergencyConsole console,
        List<NetworkCard> cards,
        DomainController controller,
        SortedMap<Integer, RunningDomain> running,
        SortedMap<Integer, DeviceDomain> deviceDomains) {
    /** The domain that runs the domain controller. */
    static final int CONTROL_DOMAIN = 0;

    RunningDomain running(int id) {
        RunningDomain found = running.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no such domain: id=" + id);
        }
        return found;
    }

    void halt() {
        scheduler.close();
        options.halt().accept(MachineHalt.OK);
    }

    void close() {
        scheduler.close();
        for (NetworkCard card : cards) {
            if (card instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable card) {
        try {
            card.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a card did not close: card=" + card, e);
        }
    }
}
