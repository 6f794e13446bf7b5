/**
 * A guest that lies: its rings, grants, control messages and hypercalls are mutated one at a time while two others talk to
 * each other, and after each batch the whole machine is audited.
 *
 * <p>A life is one machine from boot to the death of its hostile guest. All that it does comes from one seed, so that a
 * failure is repeated by that seed; what threads add under the threaded scheduler, or a racing write, is not.
 */
package io.nodev.tck.hostile;
