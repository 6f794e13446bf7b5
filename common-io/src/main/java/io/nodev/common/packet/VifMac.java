package io.nodev.common.packet;

import java.nio.charset.StandardCharsets;

/**
 * The address Xen gives a vif that was not given one: {@code aa:00:00} and three octets of a hash over the physical
 * address, the vif's index and the domain's name. Two domains of the same name therefore have the same addresses.
 *
 * <p>The fourth octet is meant to keep its top bit clear; the mask that was written, 0xEF, clears the bit 0x10 instead,
 * and so does this one.
 *
 * @see <a href="https://github.com/xen-project/xen">xen/common/network.c and xen/include/xen/hash.h at ddc87ed302</a>
 */
public final class VifMac {
    /** Bytes of a domain's name that Xen keeps. */
    public static final int NAME_LENGTH = 15;

    private static final int PREFIX = 0xAA_00_00;
    private static final int FOURTH_OCTET_MASK = 0xEF;

    private VifMac() {}

    /**
     * The address of a vif.
     *
     * @param nic address of the physical interface; vif 0 of domain 0 has it too
     * @param domain the vif's domain
     * @param index the vif's index within it
     * @param name the domain's name; bytes after the first 15 do not count
     */
    public static MacAddress of(MacAddress nic, int domain, int index, String name) {
        return domain == 0 && index == 0 ? nic : hashed(nic, index, name);
    }

    /**
     * The address a vif gets from the hash, whatever its domain's id.
     *
     * @param nic address of the physical interface
     * @param index the vif's index within its domain
     * @param name the domain's name; bytes after the first 15 do not count
     */
    public static MacAddress hashed(MacAddress nic, int index, String name) {
        int h = hash(nic, index, name);
        int low = (h >>> 16 & FOURTH_OCTET_MASK) << 16 | h & 0xFFFF;
        return new MacAddress((long) PREFIX << 24 | low);
    }

    /** The 32-bit hash of address, index as two octets with the high one first, and name. */
    static int hash(MacAddress nic, int index, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int kept = Math.min(text.length, NAME_LENGTH);
        byte[] key = new byte[MacAddress.LENGTH + 2 + kept];
        nic.put(key, 0);
        key[MacAddress.LENGTH] = (byte) (index >>> 8);
        key[MacAddress.LENGTH + 1] = (byte) index;
        System.arraycopy(text, 0, key, MacAddress.LENGTH + 2, kept);
        return new MacHash().of(key);
    }
}
