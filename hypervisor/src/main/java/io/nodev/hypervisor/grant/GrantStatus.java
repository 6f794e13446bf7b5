package io.nodev.hypervisor.grant;

/** Results of grant operations. Source: xen/include/public/grant_table.h at 5c70ae783d. */
public final class GrantStatus {
    /** Done. */
    public static final int OKAY = 0;

    /** Something else is wrong. */
    public static final int GENERAL_ERROR = -1;

    /** No such domain. */
    public static final int BAD_DOMAIN = -2;

    /** No such grant, or not for the caller. */
    public static final int BAD_GRANT = -3;

    /** No such mapping. */
    public static final int BAD_HANDLE = -4;

    /** The caller's address cannot take the mapping, or holds no page to give. */
    public static final int BAD_ADDRESS = -5;

    /** No room for another mapping. */
    public static final int NO_SPACE = -7;

    /** The grant does not permit this. */
    public static final int PERMISSION_DENIED = -8;

    /** The page is not the granter's, or is in use. */
    public static final int BAD_PAGE = -9;

    private GrantStatus() {}
}
