package io.nodev.legacy.vfr;

import io.nodev.common.packet.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/** The rule list as PRINT shows it on the hypervisor's console: newest rule first, a labelled line per field. */
public final class VfrListing {
    private VfrListing() {}

    /** The lines for a list of rules in list order, without line ends. */
    public static List<String> of(List<VfrRule> newestFirst) {
        List<String> lines = new ArrayList<>();
        lines.add("VFR rules, newest first:");
        for (VfrRule rule : newestFirst) {
            addRule(rule, lines);
        }
        lines.add("VFR rules in all: " + newestFirst.size());
        return lines;
    }

    private static void addRule(VfrRule rule, List<String> lines) {
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        lines.add("  rule");
        add(lines, "src_addr", Ipv4Address.format(from.address()));
        add(lines, "src_addr_mask", Ipv4Address.format(from.addressMask()));
        add(lines, "dst_addr", Ipv4Address.format(to.address()));
        add(lines, "dst_addr_mask", Ipv4Address.format(to.addressMask()));
        add(lines, "src_port", from.port());
        add(lines, "src_port_mask", from.portMask());
        add(lines, "dst_port", to.port());
        add(lines, "dst_port_mask", to.portMask());
        add(lines, "dst_proto", rule.protocol());
        add(lines, "src_dom/idx", from.endpoint());
        add(lines, "dst_dom/idx", to.endpoint());
        add(lines, "action", rule.action());
    }

    private static void add(List<String> lines, String label, Object value) {
        lines.add(String.format("    %-14s: %s", label, value));
    }
}
