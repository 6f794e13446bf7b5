package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.Diagnostics;
import io.nodev.plugin.diagnostic.ProblemCode;
import io.nodev.plugin.diagnostic.SourceLocation;

/** Holds what domains must not share, ids and the part of names that Xen keeps, and that domain 0 is there. */
final class DomainChecks {
    private final Claims<Integer> ids = new Claims<>();
    private final Claims<String> keptNames = new Claims<>();
    private boolean unreadable;

    /** Notes a domain whose id is unknown, so that nobody is told that a domain is missing which may be this one. */
    void unreadableId() {
        unreadable = true;
    }

    void id(int id, SourceLocation at) {
        ids.add(id, "domain " + id, at);
    }

    void name(String name, SourceLocation at) {
        keptNames.add(DomainSpec.keptName(name), name, at);
    }

    /** Whether no domain has this id, as far as one can know. */
    boolean isMissing(int id) {
        return !unreadable && !ids.has(id);
    }

    /**
     * @param domains where the list of domains begins
     */
    void report(Diagnostics diagnostics, SourceLocation domains) {
        ids.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_DOMAIN_ID,
                "domain id " + again.key() + " is used twice; the first time in line "
                        + first.location().line(),
                "give each domain its own id from 0 to " + DomainSpec.MAX_ID));
        keptNames.forEachRepeat((again, first) -> diagnostics.error(
                again.location(),
                ProblemCode.DUPLICATE_DOMAIN_NAME,
                sameName(again, first),
                "give each domain a name that differs within its first 15 bytes"));
        if (isMissing(0)) {
            diagnostics.error(
                    domains,
                    ProblemCode.NO_DOMAIN_0,
                    "there is no domain 0; every machine has one, and it starts the others",
                    "add '- id: 0' to 'domains'");
        }
    }

    private static String sameName(Claims.Claim<String> again, Claims.Claim<String> first) {
        int line = first.location().line();
        if (again.owner().equals(first.owner())) {
            return "domain name '" + again.owner() + "' is used twice; the first time in line " + line;
        }
        return "domain name '" + again.owner() + "' is '" + again.key() + "' to Xen, which keeps 15 bytes, and so is '"
                + first.owner() + "' of line " + line;
    }
}
