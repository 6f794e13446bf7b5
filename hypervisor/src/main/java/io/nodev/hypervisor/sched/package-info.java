/**
 * Who runs when. A domain is a virtual CPU that is given turns; what differs between schedulers is the threads.
 *
 * <p>A domain runs on one thread at a time under either scheduler, so its own code needs no locks; whatever two domains
 * share is written for two threads.
 */
package io.nodev.hypervisor.sched;
