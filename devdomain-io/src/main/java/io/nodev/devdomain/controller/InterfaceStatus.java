package io.nodev.devdomain.controller;

/**
 * How far an interface's handshake has come.
 *
 * @param domain the guest
 * @param handle the interface's number within the guest
 * @param backend the device domain that serves it
 * @param state where the backend's end stands, in lower case: {@code absent}, {@code creating}, {@code disconnected},
 *     {@code connecting} or {@code connected}
 * @param losses how often the backend lost it
 */
public record InterfaceStatus(int domain, int handle, int backend, String state, int losses) {}
