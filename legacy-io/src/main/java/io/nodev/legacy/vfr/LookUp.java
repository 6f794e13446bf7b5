package io.nodev.legacy.vfr;

import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;
import java.util.function.IntPredicate;

/** A rule list in a form that can be asked about packets. Immutable but for the counters of its rules. */
interface LookUp {
    /**
     * Where a packet goes. Allocates nothing and takes no lock.
     *
     * @param fields what its headers say
     * @param from where it came from: a vif or {@link Endpoint#PHYSICAL}
     * @param vifExists whether a vif endpoint is one of a living vif
     * @return a vif that exists, {@link Endpoint#PHYSICAL} or {@link Endpoint#DROP}
     */
    int lookUp(PacketFields fields, int from, IntPredicate vifExists);
}
