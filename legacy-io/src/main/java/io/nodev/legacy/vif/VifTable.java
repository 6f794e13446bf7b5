package io.nodev.legacy.vif;

import io.nodev.common.classifier.Endpoint;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The living vifs by endpoint. Changed by control operations, read by anyone; a reader sees it before or after a change. */
public final class VifTable implements IntPredicate {
    private volatile State state = new State(0, new Vif[0]);

    private record State(long version, Vif[] byEndpoint) {}

    /** An empty table. */
    public VifTable() {}

    /** The vif that an endpoint names, or null. */
    public Vif find(int endpoint) {
        Vif[] byEndpoint = state.byEndpoint;
        return endpoint >= 0 && endpoint < byEndpoint.length ? byEndpoint[endpoint] : null;
    }

    /** Whether an endpoint names a living vif. */
    @Override
    public boolean test(int endpoint) {
        return find(endpoint) != null;
    }

    /** A number that is another one after every change. */
    public long version() {
        return state.version;
    }

    /** The lowest index that a domain has no vif at; {@link Endpoint#VIFS_PER_DOMAIN} if there is none. */
    int freeIndex(int domain) {
        int index = 0;
        while (index < Endpoint.VIFS_PER_DOMAIN && test(Endpoint.vif(domain, index))) {
            index++;
        }
        return index;
    }

    void add(Vif vif) {
        change(vif.endpoint(), vif);
    }

    void remove(Vif vif) {
        change(vif.endpoint(), null);
    }

    private synchronized void change(int endpoint, Vif vif) {
        Vif[] before = state.byEndpoint;
        Vif[] after = Arrays.copyOf(before, Math.max(before.length, endpoint + 1));
        after[endpoint] = vif;
        state = new State(state.version + 1, after);
    }
}
