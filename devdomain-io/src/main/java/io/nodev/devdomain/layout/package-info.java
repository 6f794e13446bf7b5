/**
 * The bytes that frontend and backend, controller and domain agree on. Offsets and sizes only; nothing here holds state.
 *
 * <p>Shared memory is little endian. Whoever reads a field copies it once and checks the copy.
 */
package io.nodev.devdomain.layout;
