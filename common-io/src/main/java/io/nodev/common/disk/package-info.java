/**
 * Disks as their owner drives them, a hypervisor or a device domain: image files, ISO images, memory; and what lies on them.
 *
 * <p>A sector has 512 bytes everywhere, whatever the medium's own block is.
 */
package io.nodev.common.disk;
