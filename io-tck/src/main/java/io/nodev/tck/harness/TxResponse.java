package io.nodev.tck.harness;

/**
 * The answer to a transmit request.
 *
 * @param id of the request
 * @param status 0 if it was taken
 */
public record TxResponse(int id, int status) {}
