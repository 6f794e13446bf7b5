<#-- Renders the first line of a generated Java file. Model: any; included by every Java template. -->
// ${comment(banner)}
