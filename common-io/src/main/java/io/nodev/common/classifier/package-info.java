/**
 * The contract between whoever has a packet and whoever decides where it goes: fields in, an endpoint out.
 *
 * <p>The interpreted rule list and the code generated for one machine implement it alike. Endpoints are plain numbers,
 * so nothing here allocates, and nothing here knows how fields are read from a packet.
 */
package io.nodev.common.classifier;
