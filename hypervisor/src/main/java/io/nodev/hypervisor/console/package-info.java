/**
 * The emergency console: the one device that the hypervisor keeps in both architectures.
 *
 * <p>Nothing here is on a data path: text is built and locks are taken.
 */
package io.nodev.hypervisor.console;
