package io.nodev.tck.harness;

import java.util.List;

/**
 * One domain of a machine under test.
 *
 * @param id its number
 * @param name its name, of which 15 characters count
 * @param privileged whether it may act on others
 * @param vifs its interfaces by index
 */
public record DomainSpec(int id, String name, boolean privileged, List<VifSpec> vifs) {
    /** Copies the list. */
    public DomainSpec {
        vifs = List.copyOf(vifs);
    }

    /** An unprivileged domain. */
    public static DomainSpec guest(int id, String name, VifSpec... vifs) {
        return new DomainSpec(id, name, false, List.of(vifs));
    }
}
