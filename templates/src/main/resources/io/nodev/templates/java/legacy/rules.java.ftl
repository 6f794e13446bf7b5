<#-- Renders rule writes of a legacy machine. Model: RulesModel. Output: <Name>Rules.java -->
<#include "../common/head.ftl">

/** Rules of the machine ${javadoc(unit.machine)}, as domain 0 writes them. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    /** The writes, first written first. */
    static final List<String> WRITES = List.of(
<#list writes as write>
            // ${comment(write.origin)}
            ${javaString(write.text)}<#sep>,</#sep>
</#list>
            );

    private ${unit.type}() {}
}
