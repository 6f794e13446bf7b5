<#-- Renders a generated class up to its imports. Model: GeneratedClassModel; included by templates of classes. -->
<#include "banner.ftl">
package ${unit.packageName};

<#if unit.importsMembers>
<#list unit.members as member>
import ${member};
</#list>

</#if>
<#list unit.types as type>
import ${type};
</#list>
