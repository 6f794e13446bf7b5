/**
 * The network backend: the device domain's half of every split network device, and the device domain's own interfaces
 * beside it.
 *
 * <p>A slot is copied once, the copy checked, and only the copy used; so is the header of a frame. A frontend that lies
 * is answered with an error and counted, and hurts nobody else. All of it runs on the device domain's virtual CPU, and
 * nothing on the path of a frame allocates.
 */
package io.nodev.devdomain.netback;
