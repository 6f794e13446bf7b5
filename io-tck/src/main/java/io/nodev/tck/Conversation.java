package io.nodev.tck;

import io.nodev.tck.harness.RawVif;

/**
 * Two guests that may send each other IPv4.
 *
 * @param a one guest's vif
 * @param addressOfA its IPv4 address
 * @param b the other's
 * @param addressOfB its IPv4 address
 */
record Conversation(RawVif a, int addressOfA, RawVif b, int addressOfB) {}
