package io.nodev.devdomain.controller;

/**
 * A backend that does not answer.
 *
 * @param domain it is in
 * @param turn the number of the domain's turn, perhaps an endless one, when it was found
 * @param forNanos for how long it could have answered and did not
 */
public record Hang(int domain, long turn, long forNanos) {}
