/**
 * The one mechanism under every ring: free-running indices, a slot that holds first a request and then its response,
 * and an event threshold that is met by equality.
 *
 * <p>Four words are used with one meaning throughout. <em>Plain</em>: an access that another thread may see late, used
 * for slots and for a side's own private indices. <em>Acquire</em>: a read after which everything written before the
 * matching release is seen. <em>Release</em>: a write of a producer index; it pairs with the other side's acquire of
 * that index. <em>Full fence</em>: stands between publishing an index and reading the other side's threshold, on both
 * sides, so that of two sides that publish and then look, at least one sees the other.
 *
 * <p>Indices count up and wrap at 2^32; a slot is found by masking, a distance by subtraction. Whatever the other side
 * writes is treated as a number that may be anything.
 */
package io.nodev.common.ring;
