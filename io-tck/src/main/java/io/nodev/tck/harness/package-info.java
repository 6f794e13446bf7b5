/**
 * What a stack supplies to be tested: a harness that boots a machine, and a machine whose domains, rings and wire a test
 * drives itself.
 *
 * <p>Tests call everything here from their own thread; a machine sees to it that what belongs to a domain happens on that
 * domain's turn.
 */
package io.nodev.tck.harness;
