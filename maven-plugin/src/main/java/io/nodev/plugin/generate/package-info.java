/**
 * From a description that was read to files that were written: the rules are read, models for the templates are built, and
 * what they render is put where a build expects it. A second run with the same input touches nothing. Nothing here knows
 * Maven.
 */
package io.nodev.plugin.generate;
