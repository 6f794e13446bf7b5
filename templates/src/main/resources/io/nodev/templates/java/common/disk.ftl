<#-- Renders the methods that open disks. Model: DiskModel; included by templates of assemblies. -->
<#list disks as disk>

    private static Disk ${disk.method}() {
        DriveSpec drive = DriveSpec.${disk.drive}(${javaString(disk.name)}, ${disk.device});
<#if disk.memory>
        return MemoryDisk.of(drive, ${disk.sectors}L);
<#else>
<#if disk.packed>
        return MachineDisk.packed(drive, ${unit.type}.class, ${javaString(disk.image)});
<#else>
        return MachineDisk.open(drive, ${javaString(disk.image)}, ${disk.sectors}L);
</#if>
</#if>
    }
</#list>
