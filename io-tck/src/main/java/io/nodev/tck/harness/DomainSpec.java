package io.nodev.tck.harness;

import io.nodev.common.machine.VbdConfig;
import java.util.List;

/**
 * One domain of a machine under test.
 *
 * @param id its number
 * @param name its name, of which 15 characters count
 * @param privileged whether it may act on others
 * @param vifs its interfaces by index
 * @param vbds its virtual block devices
 */
public record DomainSpec(int id, String name, boolean privileged, List<VifSpec> vifs, List<VbdConfig> vbds) {
    /** Copies the lists. */
    public DomainSpec {
        vifs = List.copyOf(vifs);
        vbds = List.copyOf(vbds);
    }

    /** A domain without VBDs. */
    public DomainSpec(int id, String name, boolean privileged, List<VifSpec> vifs) {
        this(id, name, privileged, vifs, List.of());
    }

    /** The same with these VBDs. */
    public DomainSpec withVbds(VbdConfig... others) {
        return new DomainSpec(id, name, privileged, vifs, List.of(others));
    }

    /** An unprivileged domain. */
    public static DomainSpec guest(int id, String name, VifSpec... vifs) {
        return new DomainSpec(id, name, false, List.of(vifs));
    }
}
