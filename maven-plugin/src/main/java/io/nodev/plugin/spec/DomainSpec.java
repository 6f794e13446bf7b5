package io.nodev.plugin.spec;

import io.nodev.common.packet.VifMac;
import io.nodev.plugin.diagnostic.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A domain.
 *
 * @param id 0 to 32767
 * @param name free text on one line, as written; {@code Domain-<id>} unless given
 * @param privileged whether it may do what domain 0 may; only domain 0 unless given
 * @param memoryPages pages of 4,096 bytes, 64 to 65536; 1024 unless given
 * @param guest what runs in it
 * @param vifs at most 8, by index
 * @param vbds in the order of the description
 * @param location where its entry begins
 */
public record DomainSpec(
        int id,
        String name,
        boolean privileged,
        int memoryPages,
        GuestSpec guest,
        List<VifSpec> vifs,
        List<VbdSpec> vbds,
        SourceLocation location) {
    /** The largest domain id. */
    public static final int MAX_ID = 32767;

    /** The most vifs a domain has: {@code MAX_DOMAIN_VIFS} of xen/include/xen/vif.h at ddc87ed302. */
    public static final int MAX_VIFS = 8;

    /** The fewest pages of a domain. */
    public static final int MIN_MEMORY_PAGES = 64;

    /** The most pages of a domain. */
    public static final int MAX_MEMORY_PAGES = 65536;

    /** Pages of a domain that does not say how many. */
    public static final int DEFAULT_MEMORY_PAGES = 1024;

    /** Keeps copies of the lists. */
    public DomainSpec {
        vifs = List.copyOf(vifs);
        vbds = List.copyOf(vbds);
    }

    /** The part of the name that Xen keeps: its first 15 bytes of UTF-8, without a character cut in two. */
    public String keptName() {
        return keptName(name);
    }

    static String keptName(String name) {
        int end = 0;
        int bytes = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            bytes += name.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > VifMac.NAME_LENGTH) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }
}
