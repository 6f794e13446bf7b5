<#-- Renders a generated class up to its imports. Model: GeneratedClassModel; included by templates of classes. -->
<#include "banner.ftl">
package ${unit.packageName};

<#list unit.imports as type>
import ${type};
</#list>
