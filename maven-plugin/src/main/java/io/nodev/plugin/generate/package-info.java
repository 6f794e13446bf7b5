/** Turns a checked description into the sources, resources and tests of its machine. Knows no Maven and no file. */
package io.nodev.plugin.generate;
