/**
 * The learning Ethernet bridge of a device domain: ports, a forwarding table that ages, flooding, and a place to ask the
 * firewall.
 *
 * <p>It decides as the Linux bridge does with the spanning tree protocol off and {@code group_fwd_mask} 0 (Linux,
 * {@code net/bridge/br_input.c}, {@code br_forward.c}, {@code br_device.c}), which is what the network scripts of Xen
 * 2.0 set up. A bridge belongs to one device domain and is used by that domain's thread alone; only
 * {@link BridgePortStats} may be read from another thread. Nothing here copies a frame, and nothing on the path of one
 * allocates, locks, logs or throws.
 */
package io.nodev.devdomain.bridge;
