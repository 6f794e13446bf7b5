/**
 * Virtual disks: images split into extents, disks made of extents, and the SQLite database that says which extent is whose.
 * Every operation is one transaction. Nothing here knows Maven.
 *
 * <p>Source: tools/xenctl/lib/utils.py and tools/examples/xc_vd_tool.py of Xen at ddc87ed302.
 */
package io.nodev.plugin.vdisk;
