/**
 * Addresses and validated views of the packets that cross a vif: Ethernet, ARP, IPv4, ICMP, TCP, UDP.
 *
 * <p>A view is a flyweight over a private copy of a frame's first bytes. It is attached only to bytes that hold what it
 * shows, and never reads outside them. Multi-byte fields are in network byte order, as on the wire.
 */
package io.nodev.common.packet;
