<#-- Renders the hypercall table of one architecture. Model: HypercallTableModel. Output: <Name>Hypercalls.java -->
<#include "head.ftl">

/** The hypercalls of the machine ${javadoc(unit.machine)}, under the numbers of 2004; those of ${javadoc(architecture)}. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    private ${unit.type}() {}

    /** The table. A call that is not in it answers -ENOSYS, and its argument is not looked at. */
    static HypercallTable table(${parameters}) {
        return HypercallTable.builder()
<#list calls as call>
<#if call.present>
                // ${call.number}: ${comment(call.title)}
                .set(HypercallNumber.${call.constant}, ${call.handler})
<#else>
                // ${call.number}: ${comment(call.title)} is not implemented
</#if>
</#list>
                .build();
    }
}
