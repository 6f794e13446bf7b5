package io.nodev.legacy;

import io.nodev.common.machine.Architecture;
import io.nodev.common.machine.MachineOptions;
import io.nodev.common.machine.SchedulerKind;
import io.nodev.hypervisor.Hypervisor;
import io.nodev.hypervisor.console.EmergencyConsole;
import io.nodev.hypervisor.memory.MemoryRegion;
import io.nodev.hypervisor.sched.CooperativeScheduler;
import io.nodev.hypervisor.sched.Panic;
import io.nodev.hypervisor.sched.Scheduler;
import io.nodev.hypervisor.sched.ThreadedScheduler;

/** What a machine has before it has domains and devices, connected to each other and to whoever boots it. */
record Foundation(Hypervisor hypervisor, Scheduler scheduler, EmergencyConsole console) {
    static Foundation lay(MachineOptions options, int frames) {
        Hypervisor hypervisor = new Hypervisor(MemoryRegion.ofFrames(frames), options.clock());
        EmergencyConsole console = new EmergencyConsole(hypervisor, Architecture.LEGACY.id());
        console.addSerial(options.console()::accept);
        console.banner();
        Scheduler scheduler = options.scheduler() == SchedulerKind.COOPERATIVE
                ? new CooperativeScheduler(options.clock(), hypervisor.timers())
                : new ThreadedScheduler(options.clock(), hypervisor.timers());
        scheduler.onPanic(new Panic(console, options.halt()::accept));
        hypervisor.addStop(scheduler::remove);
        hypervisor.onHalt(status -> {
            scheduler.close();
            options.halt().accept(status);
        });
        return new Foundation(hypervisor, scheduler, console);
    }
}
