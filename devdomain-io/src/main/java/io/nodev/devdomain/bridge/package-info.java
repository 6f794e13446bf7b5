/**
 * The learning Ethernet bridge of a device domain: ports, a forwarding table that ages, flooding, and the hook points
 * at which the firewall is asked.
 *
 * <p>It decides as the Linux bridge of today does with the spanning tree protocol off, as Xen's network scripts have it,
 * and with {@code group_fwd_mask} 0, the default (Linux, {@code net/bridge/br_input.c}, {@code br_forward.c},
 * {@code br_device.c}). The one of 2004 differed in this: with the spanning tree off it forwarded all sixteen reserved
 * group addresses, today's only the first of them.
 *
 * <p>A bridge belongs to one device domain and is used by that domain's thread alone; only {@link BridgePortStats} may be
 * read from another thread. Nothing here copies a frame, and nothing on the path of one allocates, locks, logs or throws.
 */
package io.nodev.devdomain.bridge;
