<#-- Renders what adds NICs and domains. Model: DomainModel; included by templates of assemblies. -->
<#list cards as card>

        // ${comment(card.origin)}
        machine.card(${card.method}(<#if card.capture>options</#if>));
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
</#list>
