/**
 * The virtual interfaces of a legacy machine, inside the hypervisor: rings, credit, the way of a frame from a sender's
 * page to a receiver's page or to the NIC, and the hypercalls about them.
 *
 * <p>Holds for all of it: every change of network state happens inside {@link io.nodev.legacy.work.SharedWork}, by one
 * thread at a time, and nobody waits for it on the data path. The one exception is taking a receive buffer from a guest,
 * which makes one of its page-table entries not present and so happens on that guest's own thread. A request is copied
 * from its slot once and only the copy is used; a frame's first bytes are copied once, and what was checked is what is
 * delivered. Nothing is allocated, logged or thrown for a frame. Source: xen/common/network.c, xen/net/dev.c,
 * xen/include/xen/vif.h and xen/include/hypervisor-ifs/network.h at ddc87ed302.
 */
package io.nodev.legacy.vif;
