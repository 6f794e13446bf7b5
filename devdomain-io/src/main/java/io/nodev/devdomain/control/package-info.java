/**
 * The control channel: short messages between the domain controller and every other domain, over a ring pair in that
 * domain's shared-info page and one event channel.
 *
 * <p>Either side may ask; the answer repeats the header and may change the payload. Payloads are numbers at offsets that
 * the layouts name; nothing else crosses.
 */
package io.nodev.devdomain.control;
