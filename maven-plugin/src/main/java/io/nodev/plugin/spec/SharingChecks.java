package io.nodev.plugin.spec;

import io.nodev.common.disk.DeviceNumber;
import io.nodev.common.disk.DiskSharing;
import io.nodev.common.disk.DiskUse;
import io.nodev.common.disk.Extent;
import io.nodev.common.disk.SharingClash;
import io.nodev.common.disk.SharingPolicy;
import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds that domains share sectors only as far as the description allows. VBDs are judged as the tools of 2004 created them: by
 * ascending domain and then in the order of the description, each beside those before it. Where that misses what their documentation
 * refuses, it is said.
 */
final class SharingChecks {
    private final SharingPolicy policy;
    private final Diagnostics diagnostics;
    private final List<DiskUse> uses = new ArrayList<>();
    private final Map<String, VbdSpec> users = new HashMap<>();

    SharingChecks(BlockSpec block, Diagnostics diagnostics) {
        this.policy = block.policy();
        this.diagnostics = diagnostics;
    }

    void check(List<DomainSpec> domains) {
        for (DomainSpec domain : domains) {
            for (VbdSpec vbd : domain.vbds()) {
                add("VBD " + DeviceNumber.name(vbd.device()) + " of domain " + domain.id(), vbd);
            }
        }
    }

    private void add(String user, VbdSpec vbd) {
        List<DiskUse> wanted =
                vbd.extents().stream().map(extent -> use(user, vbd, extent)).toList();
        Optional<SharingClash> judged = worst(wanted, policy);
        judged.ifPresent(clash -> report(clash, vbd));
        if (!refused(judged)) {
            Optional<SharingClash> documented = worst(wanted, SharingPolicy.asDocumented(policy.level()));
            if (refused(documented)) {
                reportMissed(documented.get(), vbd);
            }
        }
        uses.addAll(wanted);
        users.putIfAbsent(user, vbd);
    }

    private static DiskUse use(String user, VbdSpec vbd, Extent extent) {
        return new DiskUse(user, extent, vbd.mode().isWritable());
    }

    private boolean refused(Optional<SharingClash> clash) {
        return clash.isPresent() && clash.get().level() > policy.level();
    }

    private Optional<SharingClash> worst(List<DiskUse> wanted, SharingPolicy judge) {
        Optional<SharingClash> worst = Optional.empty();
        for (DiskUse use : wanted) {
            Optional<SharingClash> clash = DiskSharing.worst(uses, use, judge);
            if (clash.isPresent()
                    && clash.get().level() > worst.map(SharingClash::level).orElse(0)) {
                worst = clash;
            }
        }
        return worst;
    }

    private void report(SharingClash clash, VbdSpec vbd) {
        int level = clash.level();
        if (level > policy.level()) {
            diagnostics.error(
                    vbd.location(),
                    ProblemCode.DISK_SHARED,
                    shared(clash),
                    "give one of them other sectors or the mode r, or write 'vbd: {expert: " + level + "}'");
        } else {
            diagnostics.warning(
                    vbd.location(),
                    ProblemCode.DISK_SHARED_ON_PURPOSE,
                    shared(clash) + ", as 'expert: " + policy.level() + "' allows",
                    "give one of them other sectors or the mode r, unless the guests know of each other");
        }
    }

    private void reportMissed(SharingClash clash, VbdSpec vbd) {
        diagnostics.warning(
                vbd.location(),
                ProblemCode.SHARING_MISSED,
                shared(clash) + "; as built that passes, as documented it is refused",
                "give one of them other sectors or the mode r, or write 'vbd: {semantics: as-documented}'");
    }

    private String shared(SharingClash clash) {
        return clash.wanted().user() + (clash.wanted().writable() ? " writes" : " reads") + " sectors that "
                + clash.existing().user() + (clash.existing().writable() ? " writes" : " reads") + " in line "
                + users.get(clash.existing().user()).location().line();
    }
}
