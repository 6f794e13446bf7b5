<#-- Renders the comment of the package a machine is generated into. Model: PackageInfoModel. Output: package-info.java -->
<#include "banner.ftl">
/** The machine ${javadoc(machine)}, built for the architecture ${javadoc(architecture)}. */
package ${packageName};
