/**
 * What every domain's operating system needs before it has drivers: upcalls, pages, a place for hypercall arguments.
 *
 * <p>All of it runs on the domain's virtual CPU and works on nothing but the domain's own memory and hypercalls.
 */
package io.nodev.common.kernel;
