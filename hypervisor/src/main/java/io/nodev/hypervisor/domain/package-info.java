/**
 * Domains: the isolated units that own memory, event ports and a virtual CPU.
 *
 * <p>A domain never hands out a Java reference to another; what crosses is numbers. State that both the domain and the
 * hypervisor touch lies in the shared-info page.
 */
package io.nodev.hypervisor.domain;
