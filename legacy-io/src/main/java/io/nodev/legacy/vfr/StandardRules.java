package io.nodev.legacy.vfr;

import java.util.List;

/**
 * The rules every address of a vif gets before any of the user's: one that lets the vif send from it, then one that
 * sends it everything addressed to it. The text is what the tools wrote, without the newline at its end.
 *
 * @see <a href="https://github.com/xen-project/xen">tools/xenctl/lib/utils.py and
 *     xenolinux-2.4.25-sparse/arch/xen/drivers/network/network.c at ddc87ed302</a>
 */
public final class StandardRules {
    private static final String LINK_LOCAL = "169.254";
    private static final String TO_WIRE = "dst=PHYS";
    private static final String TO_DOMAIN_0 = "dstdom=0 dstidx=0";

    private StandardRules() {}

    /**
     * The writes for one address, first written first.
     *
     * @param domain the vif's domain; 0 gets what its own network driver adds, any other what the tools add
     * @param index the vif's index
     * @param address a dotted quad, copied as it stands
     */
    public static List<String> of(int domain, int index, String address) {
        return domain == 0 ? pair(domain, index, address, TO_WIRE) : writtenByTools(domain, index, address);
    }

    /**
     * What the tools write for one address of any domain. An address whose text contains {@code 169.254}, wherever that
     * is, counts as link-local, 10.169.254.1 too: what is sent from it goes to vif 0 of domain 0 rather than to the wire.
     */
    public static List<String> writtenByTools(int domain, int index, String address) {
        return pair(domain, index, address, address.contains(LINK_LOCAL) ? TO_DOMAIN_0 : TO_WIRE);
    }

    /** The writes that take back those of {@link #of}; in 2004 only domain 0's driver did this, others by hand. */
    public static List<String> deletionOf(int domain, int index, String address) {
        return of(domain, index, address).stream()
                .map(line ->
                        VfrCommand.DELETE + line.substring(VfrCommand.ADD.name().length()))
                .toList();
    }

    private static List<String> pair(int domain, int index, String address, String outbound) {
        String from = "srcaddr=" + address + " srcaddrmask=255.255.255.255 srcdom=" + domain + " srcidx=" + index;
        String to = "dstaddr=" + address + " dstaddrmask=255.255.255.255 src=ANY dstdom=" + domain + " dstidx=" + index;
        return List.of("ADD ACCEPT " + from + " " + outbound + " proto=any", "ADD ACCEPT " + to + " proto=any");
    }
}
