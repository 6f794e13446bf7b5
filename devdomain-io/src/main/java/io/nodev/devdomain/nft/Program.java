package io.nodev.devdomain.nft;

import io.nodev.devdomain.nft.ruleset.Family;
import io.nodev.devdomain.nft.ruleset.Hook;
import io.nodev.devdomain.nft.ruleset.NftRuleset;
import java.util.Map;

/**
 * A ruleset compiled. Nothing of it changes but the counts.
 *
 * @param ruleset what was compiled
 * @param code its rules
 * @param hooks for each hook, by ordinal, its base chains in the order in which they are asked
 * @param counters the counters by what they belong to
 * @param dependsOnNames whether a name not known before can change what a rule means
 */
record Program(
        NftRuleset ruleset, Code code, BaseCode[][] hooks, Map<String, FrameCounter> counters, boolean dependsOnNames) {

    /** The most fields of a concatenation: all 16 registers of 4 bytes, an address taking two. */
    static final int MAX_KEY_PARTS = 16;

    /** The most chains that wait for a jump to come back (Linux, {@code NFT_JUMP_STACK_SIZE}). */
    static final int MAX_DEPTH = 16;

    /**
     * A base chain.
     *
     * @param start where its code begins
     * @param drops whether its policy is drop
     * @param devices the interfaces it is for; empty in the bridge family, where it is for all
     */
    record BaseCode(int start, boolean drops, int[] devices) {
        boolean isFor(int device) {
            for (int each : devices) {
                if (each == device) {
                    return true;
                }
            }
            return false;
        }
    }

    boolean isHooked(Hook hook) {
        return hooks[hook.ordinal()].length != 0;
    }

    boolean hasIndices() {
        return code.indices().length != 0;
    }

    /** Makes the indices of long chains, one after the other. */
    void makeIndices() {
        for (ChainIndex index : code.indices()) {
            index.make();
        }
    }

    /** Whether every long chain has its index. */
    boolean isIndexed() {
        for (ChainIndex index : code.indices()) {
            if (!index.isMade()) {
                return false;
            }
        }
        return true;
    }

    int evaluate(Hook hook, int in, int out, FrameContext frame) {
        BaseCode[] chains = hooks[hook.ordinal()];
        if (chains.length == 0) {
            return Firewall.ACCEPT;
        }
        frame.enter(hook, in, out);
        int device = hook == Hook.EGRESS ? out : in;
        for (BaseCode chain : chains) {
            if (hook.family() == Family.BRIDGE || chain.isFor(device)) {
                int verdict = code.run(chain.start(), chain.drops(), frame);
                if (verdict != Firewall.ACCEPT) {
                    return verdict;
                }
            }
        }
        return Firewall.ACCEPT;
    }
}
