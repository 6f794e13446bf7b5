/**
 * The virtual firewall/router: the rule list that decides where every packet of a legacy machine goes.
 *
 * <p>Everything here is plain computation over rules, text and header fields; nothing here owns a ring, a page or a
 * domain. One {@link io.nodev.legacy.vfr.VfrSemantics} value decides whether text, headers and order mean what the
 * hypervisor of April 2004 made of them or what its documentation promised. Control operations copy the list and
 * publish it whole; a look-up reads one published table and neither locks nor allocates. The facts are those of {@code
 * xen/common/network.c} and {@code xenolinux-2.4.25-sparse/arch/xen/drivers/dom0/vfr.c} at ddc87ed302.
 */
package io.nodev.legacy.vfr;
