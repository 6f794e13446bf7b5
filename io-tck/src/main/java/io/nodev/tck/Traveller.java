package io.nodev.tck;

import io.nodev.tck.harness.GuestPort;

/**
 * A guest that may send to the world outside, in a machine that was booted with drivers.
 *
 * @param port its interface
 * @param domain its id
 * @param address its IPv4 address
 * @param bystander an interface of another guest
 */
record Traveller(GuestPort port, int domain, int address, GuestPort bystander) {}
