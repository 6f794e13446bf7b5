package io.nodev.common.classifier.classbench;

import io.nodev.common.classifier.classbench.Filter.Ports;
import java.util.List;
import java.util.SplittableRandom;

/** Draws headers for a set of filters: nine of ten lie in a filter drawn evenly, one anywhere. */
public final class TraceGenerator {
    private final List<Filter> filters;
    private final SplittableRandom random;

    /** A generator; the same seed draws the same trace. */
    public TraceGenerator(List<Filter> filters, long seed) {
        this.filters = filters;
        random = new SplittableRandom(seed);
    }

    /** The next header. */
    public Header next() {
        return random.nextInt(10) == 0 ? anywhere() : in(filters.get(random.nextInt(filters.size())));
    }

    /** A header that a filter has. */
    public Header in(Filter filter) {
        return new Header(
                filter.source() | random.nextInt() & ~Filter.mask(filter.sourceBits()),
                filter.destination() | random.nextInt() & ~Filter.mask(filter.destinationBits()),
                in(filter.sourcePorts()),
                in(filter.destinationPorts()),
                filter.protocol() == Filter.ANY_PROTOCOL ? random.nextInt(256) : filter.protocol());
    }

    private Header anywhere() {
        return new Header(
                random.nextInt(),
                random.nextInt(),
                random.nextInt(65_536),
                random.nextInt(65_536),
                random.nextInt(256));
    }

    private int in(Ports ports) {
        return ports.low() + random.nextInt(ports.high() - ports.low() + 1);
    }
}
