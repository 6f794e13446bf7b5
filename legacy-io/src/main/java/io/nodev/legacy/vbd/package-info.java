/**
 * The disks and virtual block devices of a legacy machine, inside the hypervisor: rings, extents, the way of a request from a
 * guest's ring to the disks and back, and the hypercall about them.
 *
 * <p>Holds for all of it: every change of state happens inside {@link io.nodev.legacy.work.SharedWork}, by one thread at a time,
 * and nobody waits for it on the data path. A request is copied from its slot once and only the copy is used; it is done whole
 * or rejected whole; its pages are referenced until it is answered, so that the death of their owner frees none that a disk
 * still reads or writes. Nothing is allocated, logged or thrown for a request. Source: xen/drivers/block/xen_block.c and
 * xen_vbd.c, xen/include/hypervisor-ifs/block.h and vbd.h at ddc87ed302.
 */
package io.nodev.legacy.vbd;
