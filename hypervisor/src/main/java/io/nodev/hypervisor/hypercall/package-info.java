/**
 * The door between a domain and the hypervisor: numbers, the table of one architecture, and the calls that both have.
 *
 * <p>A call takes five 32-bit numbers, some of them addresses in the caller's memory, and returns one; a negative one is
 * a negated {@link io.nodev.hypervisor.Errno}. What an architecture lacks answers -ENOSYS and looks at no argument.
 */
package io.nodev.hypervisor.hypercall;
