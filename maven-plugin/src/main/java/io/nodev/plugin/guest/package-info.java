/**
 * Whether the guest classes a description names can be guests: once in the sources, before anything is compiled, with the
 * JDK's own parser and without class files; and once in the compiled classes, which also know what the sources inherit from
 * elsewhere. Both say the same words, at the place in the description. No guest code is run.
 */
package io.nodev.plugin.guest;
