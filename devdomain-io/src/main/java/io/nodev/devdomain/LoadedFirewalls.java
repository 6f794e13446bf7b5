package io.nodev.devdomain;

import io.nodev.devdomain.nft.Firewall;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.HashMap;
import java.util.Map;

/** The firewall of each device domain, by id. Its ruleset outlives the domain: the next one of that id begins with it. */
final class LoadedFirewalls {
    private final Map<Integer, Firewall> inForce = new HashMap<>();

    /**
     * The firewall of a device domain, also after its death.
     *
     * @throws IllegalArgumentException if there never was such a device domain
     */
    synchronized Firewall find(int id) {
        Firewall found = inForce.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no such device domain: id=" + id);
        }
        return found;
    }

    /**
     * Puts a ruleset in force, not while the domain is just made anew.
     *
     * @throws IllegalArgumentException if there never was such a device domain
     */
    synchronized void load(int id, NftRuleset ruleset) {
        find(id).replace(ruleset);
    }

    /** The firewall of a domain that is being made takes the former one's place and ruleset, or the ruleset given. */
    synchronized void succeed(int id, Firewall made, NftRuleset atFirst) {
        Firewall former = inForce.get(id);
        made.replace(former == null ? atFirst : former.ruleset());
        inForce.put(id, made);
    }
}
