package io.nodev.plugin.spec;

/** Behaviour of 2004 that its documentation does not have. On in {@code as-built}, off in {@code as-documented}, or as told. */
public enum Quirk implements Word {
    /** A rule line whose first word is no command is an ADD. */
    UNKNOWN_COMMAND_IS_ADD("unknown-command-is-add"),
    /** Any prefix of a keyword stands for the keyword. */
    PREFIX_KEYWORDS("prefix-keywords"),
    /** The matcher takes an octet of a MAC address for the IP protocol. */
    MAC_OCTET_AS_PROTOCOL("mac-octet-as-protocol"),
    /** Among rules with a special destination the oldest decides, not the newest. */
    OLDEST_SPECIAL_WINS("oldest-special-wins"),
    /** A rule that leads to a missing vif sends to the wire. */
    MISSING_VIF_IS_PHYSICAL("missing-vif-is-physical"),
    /** A credit smaller than a frame wraps to about 4 GiB when it is charged. */
    CREDIT_UNDERFLOW("credit-underflow"),
    /** A credit of exactly 0 with an empty ring stops the vif for good. */
    CREDIT_WEDGE("credit-wedge"),
    /** A vif may send another's source address to a local destination. */
    LOCAL_SPOOFING("local-spoofing");

    private final String word;

    Quirk(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
