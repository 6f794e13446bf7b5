/**
 * The contract between whoever has a packet and whoever decides where it goes: fields in, an endpoint out.
 *
 * <p>The interpreted rule list and the code generated for one machine implement it alike. Endpoints are plain numbers,
 * so nothing here allocates, and nothing here knows how fields are read from a packet.
 *
 * <p>A {@link io.nodev.common.classifier.PatternIndex} is what both stacks' rules are compiled to: fields are words of a
 * key, a rule's test is a {@link io.nodev.common.classifier.Pattern}, and the first that matches is found by a shape that
 * suits their number: a list, trees, or bit vectors.
 */
package io.nodev.common.classifier;
