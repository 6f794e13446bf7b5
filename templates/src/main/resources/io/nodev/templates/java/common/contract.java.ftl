<#-- Renders one contract of the common suite, bound to a machine. Model: ContractModel. Output: <Name><Contract>Test.java -->
<#include "head.ftl">

/** The suite's contract, held by the machine ${javadoc(unit.machine)}. */
@Generated(${javaString(unit.description)})
final class ${unit.type} extends ${contract} {
    @Override
    protected IoStackHarness newHarness() {
        return ${harness}.create();
    }
}
