/**
 * Event channels: numbered ports, the bits that tell a domain which of them something happened on, and virtual
 * interrupts.
 *
 * <p>Events are edges and are not counted: any number before the receiver looks are one. Binding and closing take a
 * lock; sending does not.
 */
package io.nodev.hypervisor.event;
