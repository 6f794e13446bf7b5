/**
 * The common suite of both guest I/O stacks: contract classes that a stack, or a generated machine, extends by naming its
 * harness. The rules are in {@code io-tck/README.md}; a test says which it holds.
 */
package io.nodev.tck;
