/** What the tests of generated text share: compiling it in memory, reading class files, golden files, random input. */
package io.nodev.templates.harness;
