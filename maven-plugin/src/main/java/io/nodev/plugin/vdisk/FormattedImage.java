package io.nodev.plugin.vdisk;

/**
 * What formatting an image came to.
 *
 * @param anew whether the image was split now; if not, it had been before and nothing was done
 * @param extents how many extents it has
 * @param extentMegabytes the size of each, in units of 1,048,576 bytes
 */
public record FormattedImage(boolean anew, long extents, long extentMegabytes) {}
