package io.nodev.tck.harness;

import io.nodev.common.classifier.Classifier;
import io.nodev.common.classifier.Endpoint;
import io.nodev.common.classifier.PacketFields;

/**
 * What the standard rules decide, said directly: what is addressed to an address of a machine's vif goes there, and what
 * comes from a vif's own address goes out; nothing else goes anywhere. Of two bridges nothing of one reaches the other, nor
 * a NIC that is the other's.
 *
 * @param topology whose addresses count
 */
public record StandardPolicy(Topology topology) implements Classifier {
    @Override
    public int classify(PacketFields fields, int source) {
        int owner = owner(fields.destinationAddress());
        if (owner != Endpoint.DROP && owner != source) {
            return bridge(owner) == bridge(source) ? owner : Endpoint.DROP;
        }
        boolean own = owner(fields.sourceAddress()) == source;
        boolean out = own && source != Endpoint.PHYSICAL && bridge(source) == topology.wireOwner();
        return out ? Endpoint.PHYSICAL : Endpoint.DROP;
    }

    private int bridge(int endpoint) {
        if (endpoint == Endpoint.PHYSICAL) {
            return topology.wireOwner();
        }
        DomainSpec domain = topology.domain(Endpoint.domain(endpoint));
        return domain.vifs().get(Endpoint.index(endpoint)).backend();
    }

    private int owner(int address) {
        for (DomainSpec domain : topology.domains()) {
            for (int index = 0; index < domain.vifs().size(); index++) {
                if (domain.vifs().get(index).addresses().contains(address)) {
                    return Endpoint.vif(domain.id(), index);
                }
            }
        }
        return Endpoint.DROP;
    }
}
