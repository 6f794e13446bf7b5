package io.nodev.common.machine;

/**
 * A named counter of a device domain's firewall.
 *
 * @param deviceDomain whose firewall it is
 * @param name its name
 * @param frames frames counted
 * @param bytes their bytes, as Linux counts them: without Ethernet headers but in egress hooks
 */
public record FirewallCounter(int deviceDomain, String name, long frames, long bytes) {}
