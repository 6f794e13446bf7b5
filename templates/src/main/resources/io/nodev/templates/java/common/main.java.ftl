<#-- Renders the class that runs a machine. Model: LauncherModel. Output: Main.java -->
<#include "head.ftl">

/** Runs the machine ${javadoc(unit.machine)} from the command line; {@code --help} says how. */
@Generated(${javaString(unit.description)})
public final class ${unit.type} {
    private ${unit.type}() {}

    /** Boots the machine, plays a capture, prints what became of its frames, and exits. */
    public static void main(String[] arguments) {
        LaunchPlan plan = LaunchPlan.of(${javaString(unit.machine)}, Architecture.${architecture}, ${machineType}::boot);
<#if captured>
        plan = plan.withCapture(${javaString(capture)});
</#if>
<#list sources as source>
        // ${comment(source.origin)}
        plan = plan.withSource(${javaString(source.port)}, ${javaString(source.address)});
</#list>
<#list replayed as replay>
        // ${comment(replay.origin)}
        plan = plan.withReplay(${replay.domain});
</#list>
<#list disks as disk>
        // ${comment(disk.origin)}
        plan = plan.withDisk(DriveSpec.${disk.drive}(${javaString(disk.name)}, ${disk.device}), ${disk.sectors}L);
</#list>
        System.exit(MachineLauncher.run(plan, arguments, System.out, System.err));
    }
}
