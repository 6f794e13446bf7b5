/**
 * What the suite leaves behind: for every rule and test what came of it and what was observed, in an order that does not
 * depend on the run; and the comparison of two such ledgers with what is known to differ.
 */
package io.nodev.tck.ledger;
