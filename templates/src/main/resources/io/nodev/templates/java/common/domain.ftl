<#-- Renders what adds NICs, disks and domains. Model: DomainModel; included by templates of assemblies. -->
<#list cards as card>

        // ${comment(card.origin)}
        machine.card(${card.method}(<#if card.capture>options</#if>));
</#list>
<#list disks as disk>

        // ${comment(disk.origin)}
        machine.disk(options.disk(${javaString(disk.name)}, ${unit.type}::${disk.method}));
</#list>
<#list domains as domain>

        // ${comment(domain.origin)}
<#if domain.wide>
        machine.domain(
                DomainConfig.ordinary(${domain.id}, ${javaString(domain.name)}, ${domain.memoryPages})<#if domain.privileged>.withPrivilege()</#if>, ${domain.guest}::new);
<#else>
        machine.domain(DomainConfig.ordinary(${domain.id}, ${javaString(domain.name)}, ${domain.memoryPages})<#if domain.privileged>.withPrivilege()</#if>, ${domain.guest}::new);
</#if>
<#list domain.vifs as vif>
        // ${comment(vif.origin)}, ${comment(vif.name)}
<#if vif.plain>
        machine.vif(VifConfig.DEFAULT<#if vif.addressed>.withAddress(MacAddress.parse(${javaString(vif.address)}))</#if>);
<#else>
        machine.vif(new VifConfig(<#if vif.addressed>MacAddress.parse(${javaString(vif.address)})<#else>null</#if>, ${vif.creditBytes}L, ${vif.creditPeriodMicros}L, ${vif.backend}));
</#if>
</#list>
<#list domain.vbds as vbd>
        // ${comment(vbd.origin)}, ${comment(vbd.name)}
<#if vbd.plain>
        machine.vbd(new VbdConfig(${vbd.device}, VbdMode.${vbd.mode}, List.of(<#list vbd.extents as extent>new Extent(${extent.device}, ${extent.start}L, ${extent.sectors}L)</#list>)));
<#else>
        List<Extent> ${vbd.variable} = new ArrayList<>();
<#list vbd.extents as extent>
        ${vbd.variable}.add(new Extent(${extent.device}, ${extent.start}L, ${extent.sectors}L));
</#list>
        machine.vbd(new VbdConfig(${vbd.device}, VbdMode.${vbd.mode}, ${vbd.variable}, ${vbd.backend}));
</#if>
</#list>
</#list>
