<#-- Renders rule writes of a legacy machine. Model: RulesModel. Output: <Name>Rules.java -->
<#include "../common/head.ftl">

/** Rules of the machine ${javadoc(unit.machine)}, as domain 0 writes them. */
@Generated(${javaString(unit.description)})
final class ${unit.type} {
    /** The writes, first written first. */
    static final List<String> WRITES = List.of(
<#list earlier as write>
            // ${comment(write.origin)}
            ${javaString(write.text)},
</#list>
            // ${comment(last.origin)}
            ${javaString(last.text)});

    private ${unit.type}() {}
}
