<#-- Renders the assembly of a legacy machine. Model: LegacyMachineModel. Output: <Name>Machine.java -->
<#include "../common/head.ftl">

/** The machine ${javadoc(unit.machine)}, its devices inside the hypervisor. */
@Generated(${javaString(unit.description)})
public final class ${unit.type} {
    private ${unit.type}() {}

    /**
     * Boots the machine.
     *
     * @param options what whoever boots it may choose
     */
    public static LegacyMachine boot(MachineOptions options) {
        LegacyMachineBuilder machine = LegacyMachine.builder(${javaString(unit.machine)}, options);
<#include "../common/domain.ftl">

        // ${comment(meaning.origin)}
<#if meaning.flipped>
        VfrSemantics semantics = VfrSemantics.${meaning.preset};
<#list meaning.flips as quirk>
        semantics = semantics.with(Quirk.${quirk.constant}, ${quirk.on});
</#list>
        machine.semantics(semantics);
<#else>
        machine.semantics(VfrSemantics.${meaning.preset});
</#if>
<#if meaning.strict>
        OwnAddresses addresses = OwnAddresses.NONE;
<#list meaning.addresses as own>
        // ${comment(own.origin)}
        addresses = addresses.with(Endpoint.vif(${own.domain}, ${own.index}), Ipv4Address.parse(${javaString(own.address)}));
</#list>
        machine.ownAddresses(addresses);
</#if>
<#list rules as type>
        machine.rules(${type}.WRITES);
</#list>
        machine.classifier(${classifier});
        machine.hypercalls(${hypercalls}::table);
        return machine.boot();
    }
<#include "../common/card.ftl">
<#include "../common/disk.ftl">
}
