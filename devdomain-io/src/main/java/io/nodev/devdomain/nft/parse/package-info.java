/**
 * Reads firewall files. What is not understood is never skipped: a file either means the same to a Linux kernel, or is
 * refused with every problem in it, each with its place.
 */
package io.nodev.devdomain.nft.parse;
