/**
 * The architecture in which a device domain owns the hardware: guests reach it over shared memory and event channels,
 * and its own system switches.
 *
 * <p>{@link io.nodev.devdomain.DeviceDomainMachine} puts a whole machine together; the packages below are its parts.
 */
package io.nodev.devdomain;
