package io.nodev.common.guest;

/** Takes completed block requests. */
@FunctionalInterface
public interface BlockHandler {
    /**
     * Takes one. The callee may put new requests.
     *
     * @param completion to be read during this call only
     */
    void completed(BlockCompletion completion);
}
