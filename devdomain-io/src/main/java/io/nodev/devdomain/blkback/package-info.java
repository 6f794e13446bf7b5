/**
 * The block backend: a device domain's half of split block devices.
 *
 * <p>It copies every slot once, checks the copy, maps the pages that a request names and keeps them mapped, hands the pieces to
 * its disks, and answers when the last piece is done. It runs on the device domain's virtual CPU. Guests are not trusted: what
 * one writes to its ring can cost that guest its requests and nothing else.
 */
package io.nodev.devdomain.blkback;
