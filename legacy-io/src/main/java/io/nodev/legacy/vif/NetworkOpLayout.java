package io.nodev.legacy.vif;

import io.nodev.legacy.vfr.VfrRuleLayout;

/**
 * Argument of {@code network_op(address)}, domain 0's alone: a command and a union.
 *
 * <pre>
 *  0  command                                    u32
 * ADDRULE, DELETERULE
 *  4  rule                                       56 bytes, see VfrRuleLayout
 * VIFQUERY
 *  4  domain                                     u64
 * 12  address of s32[9]: count, then indices     u32, filled; -1 for an unknown domain
 * VIFGETINFO, VIFSETPARAMS
 *  4  domain                                     u64
 * 12  vif                                        u32
 * VIFGETINFO, all out
 * 16  bytes sent          24  bytes received     u64
 * 32  packets sent        40  packets received   u64
 * 48  credit bytes        52  credit period, us  u32
 * VIFSETPARAMS
 * 16  credit bytes        20  credit period, us  u32
 * </pre>
 *
 * Source: xen/include/hypervisor-ifs/network.h at ddc87ed302, where 64-bit fields are aligned to 4 bytes.
 */
public final class NetworkOpLayout {
    /** Put a rule in front of all others. */
    public static final int ADD_RULE = 0;

    /** Remove the first rule that is equal in every field. */
    public static final int DELETE_RULE = 1;

    /** Print the rules on the hypervisor's console. */
    public static final int GET_RULE_LIST = 2;

    /** Which vifs a domain has. */
    public static final int VIF_QUERY = 3;

    /** What a vif has counted, and its rate limit. */
    public static final int VIF_GET_INFO = 4;

    /** Sets a vif's rate limit. */
    public static final int VIF_SET_PARAMS = 5;

    /** The command. */
    public static final int COMMAND = 0;

    /** The rule. */
    public static final int RULE = 4;

    /** The domain, unsigned. */
    public static final int DOMAIN = 4;

    /** VIFQUERY: where the answer goes. */
    public static final int QUERY_BUFFER = 12;

    /** The vif's index. */
    public static final int VIF = 12;

    /** VIFGETINFO: bytes handed to the NIC. */
    public static final int BYTES_SENT = 16;

    /** VIFGETINFO: bytes put into the guest's buffers. */
    public static final int BYTES_RECEIVED = 24;

    /** VIFGETINFO: frames handed to the NIC. */
    public static final int PACKETS_SENT = 32;

    /** VIFGETINFO: frames put into the guest's buffers. */
    public static final int PACKETS_RECEIVED = 40;

    /** VIFGETINFO: bytes of a period. */
    public static final int INFO_CREDIT_BYTES = 48;

    /** VIFGETINFO: length of a period in microseconds. */
    public static final int INFO_CREDIT_MICROS = 52;

    /** VIFSETPARAMS: bytes of a period. */
    public static final int PARAMS_CREDIT_BYTES = 16;

    /** VIFSETPARAMS: length of a period in microseconds. */
    public static final int PARAMS_CREDIT_MICROS = 20;

    /** Bytes of the structure. */
    public static final int SIZE = RULE + VfrRuleLayout.LENGTH;

    private NetworkOpLayout() {}
}
