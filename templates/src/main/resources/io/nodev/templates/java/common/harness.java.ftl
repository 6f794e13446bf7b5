<#-- Renders what boots a machine for the common suite. Model: HarnessModel. Output: <Name>Harness.java -->
<#include "head.ftl">

/** Boots the machine ${javadoc(unit.machine)} for the common suite. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    private ${unit.type}() {}

    /** A harness that boots this machine and no other. */
    static IoStackHarness create() {
        return ${harness}.of(topology(), ${javaString(card)}, ${machineType}::boot);
    }

    private static Topology topology() {
        MacAddress nic = MacAddress.parse(${javaString(address)});
        List<DomainSpec> domains = new ArrayList<>();
<#list domains as domain>

        // ${comment(domain.origin)}
        List<VifSpec> vifs${domain.id} = new ArrayList<>();
<#list domain.vifs as vif>
        // ${comment(vif.origin)}
        vifs${domain.id}.add(vif(${javaString(vif.address)}, ${javaString(vif.addresses)})<#if vif.elsewhere>.withBackend(${vif.backend})</#if>);
</#list>
<#if domain.blocks>
        List<VbdConfig> vbds${domain.id} = new ArrayList<>();
</#if>
<#list domain.vbds as vbd>
        // ${comment(vbd.origin)}, ${comment(vbd.name)}
        List<Extent> ${vbd.variable} = new ArrayList<>();
<#list vbd.extents as extent>
        ${vbd.variable}.add(new Extent(${extent.device}, ${extent.start}L, ${extent.sectors}L));
</#list>
        vbds${domain.id}.add(new VbdConfig(${vbd.device}, VbdMode.${vbd.mode}, ${vbd.variable}, ${vbd.backend}));
</#list>
        domains.add(new DomainSpec(${domain.id}, ${javaString(domain.name)}, ${domain.privileged}, vifs${domain.id}<#if domain.blocks>, vbds${domain.id}</#if>));
</#list>

        Topology topology = new Topology(nic, domains, ${standardRules}, ${writes}, SchedulerKind.COOPERATIVE)<#if wireElsewhere>.withWireOwner(${wireOwner})</#if>;
<#list disks as disk>
        // ${comment(disk.origin)}
        DriveSpec ${disk.method} = DriveSpec.${disk.drive}(${javaString(disk.name)}, ${disk.device});
        topology = topology.withDisk(new DiskUnderTest(${disk.method}, ${disk.sectors}L));
</#list>
<#if sharing.stated>
        // ${comment(sharing.origin)}
        topology = topology.withSharing(SharingPolicy.${sharing.judged}(${sharing.level}));
</#if>
        return topology;
    }

    /** An interface with these addresses; an empty hardware address is computed. */
    private static VifSpec vif(String address, String addresses) {
        List<Integer> parsed = addresses.isEmpty()
                ? List.of()
                : Stream.of(addresses.split(" ")).map(Ipv4Address::parse).toList();
        return new VifSpec(parsed, address.isEmpty() ? null : MacAddress.parse(address), VifConfig.UNLIMITED, 0);
    }
}
