<#-- Renders the assembly of a device-domain machine. Model: DeviceDomainMachineModel. Output: <Name>Machine.java -->
<#include "../common/head.ftl">

/** The machine ${javadoc(unit.machine)}, its devices in device domains. */
@Generated(${javaString(unit.description)})
public final class ${unit.type} {
    private ${unit.type}() {}

    /**
     * Boots the machine.
     *
     * @param options what whoever boots it may choose
     */
    public static DeviceDomainMachine boot(MachineOptions options) {
        DeviceDomainMachine.Builder machine = DeviceDomainMachine.builder(${javaString(unit.machine)}, options);
<#include "../common/domain.ftl">

<#list deviceDomains as owner>
        // ${comment(owner.origin)}
        machine.deviceDomain(${owner.domain}, List.of(<#list owner.cards as name>${javaString(name)}<#sep>, </#sep></#list>)<#if owner.drives>, List.of(<#list owner.disks as name>${javaString(name)}<#sep>, </#sep></#list>)</#if>);
</#list>
<#list restart as policy>
        // ${comment(policy.origin)}
        machine.restarts(RestartPolicy.atMost(${policy.times}).withAnswerNanos(${policy.answerNanos}L));
</#list>
        machine.firewall(${javaString(firewall)}, MachineResource.text(${unit.type}.class, ${javaString(firewall)}));
        machine.hypercalls(${hypercalls}::table);
        return machine.boot();
    }
<#include "../common/card.ftl">
<#include "../common/disk.ftl">
}
