/**
 * The emergency console: the one device that the hypervisor keeps in both architectures.
 */
package io.nodev.hypervisor.console;
