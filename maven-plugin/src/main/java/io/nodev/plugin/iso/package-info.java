/** Makes ISO 9660 images of folders, for the CD-ROM drives of machines. */
package io.nodev.plugin.iso;
