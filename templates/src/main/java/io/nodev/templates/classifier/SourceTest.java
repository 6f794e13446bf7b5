package io.nodev.templates.classifier;

import io.nodev.common.classifier.Endpoint;

/**
 * A test of where a packet comes from.
 *
 * @param kind the comparison
 * @param endpoint what the source is compared with; {@link Endpoint#DROP}, where nothing comes from, if with nothing
 */
record SourceTest(Kind kind, int endpoint) {
    /** The comparison. */
    enum Kind {
        /** Every source passes. */
        ANY,
        /** Only the endpoint passes. */
        IS,
        /** All but the endpoint pass. */
        IS_NOT
    }

    static final SourceTest ANY = new SourceTest(Kind.ANY, Endpoint.DROP);

    static SourceTest is(int endpoint) {
        return new SourceTest(Kind.IS, endpoint);
    }

    static SourceTest isNot(int endpoint) {
        return new SourceTest(Kind.IS_NOT, endpoint);
    }
}
