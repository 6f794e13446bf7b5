package io.nodev.templates.model;

import io.nodev.templates.escape.OutputLanguage;
import java.util.List;

/**
 * A domain of a generated machine.
 *
 * @param origin where it is described, as {@code machine.yaml:9}
 * @param id its number
 * @param name as much of its name as Xen keeps
 * @param memoryPages pages it starts with
 * @param privileged whether it may act on others
 * @param guest the class that runs in it, as the source names it
 * @param vifs its interfaces by index
 * @param vbds its virtual block devices
 */
public record DomainModel(
        String origin,
        int id,
        String name,
        int memoryPages,
        boolean privileged,
        String guest,
        List<VifModel> vifs,
        List<VbdModel> vbds) {
    private static final int COLUMNS = 120;
    private static final String STATEMENT = "        machine.domain(DomainConfig.ordinary(%d, %s, %d)%s, %s::new);";

    /** Copies the lists. */
    public DomainModel {
        vifs = List.copyOf(vifs);
        vbds = List.copyOf(vbds);
    }

    /** Whether the statement that adds it is longer than a line. */
    public boolean wide() {
        String text = OutputLanguage.JAVA_STRING.escape(name);
        String privilege = privileged ? ".withPrivilege()" : "";
        return STATEMENT.formatted(id, text, memoryPages, privilege, guest).length() > COLUMNS;
    }
}
