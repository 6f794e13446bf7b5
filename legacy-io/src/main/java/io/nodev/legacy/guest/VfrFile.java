package io.nodev.legacy.guest;

import io.nodev.common.kernel.GuestKernel;
import io.nodev.hypervisor.hypercall.HypercallNumber;
import io.nodev.legacy.vfr.VfrDocumentedParser;
import io.nodev.legacy.vfr.VfrOperation;
import io.nodev.legacy.vfr.VfrParser;
import io.nodev.legacy.vfr.VfrRuleLayout;
import io.nodev.legacy.vfr.VfrSemantics;
import io.nodev.legacy.vif.NetworkOpLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code /proc/xen/vfr}: text in, one {@code network_op} for each write. Useful in domain 0 only, as the hypervisor answers
 * nobody else. Source: xenolinux-2.4.25-sparse/arch/xen/drivers/dom0/vfr.c at ddc87ed302.
 */
public final class VfrFile {
    private final GuestKernel kernel;
    private final VfrSemantics semantics;
    private final int argument;
    private final byte[] operation = new byte[NetworkOpLayout.SIZE - NetworkOpLayout.RULE];

    /** The file of one domain, whose parser reads text with these semantics. */
    public VfrFile(GuestKernel kernel, VfrSemantics semantics) {
        this.kernel = kernel;
        this.semantics = semantics;
        this.argument = kernel.scratch(NetworkOpLayout.SIZE);
    }

    /**
     * Performs exactly one operation, if the text is one.
     *
     * @return all of the text's length, whatever became of it
     */
    public int write(byte[] text) {
        parse(text).ifPresent(this::perform);
        return text.length;
    }

    /** Nothing is ever read from the file: it ends where it begins. */
    public int read() {
        return 0;
    }

    private Optional<VfrOperation> parse(byte[] text) {
        return semantics.isDocumented()
                ? new VfrDocumentedParser(semantics)
                        .parse(new String(text, StandardCharsets.ISO_8859_1))
                        .operation()
                : new VfrParser(semantics).parse(text);
    }

    private void perform(VfrOperation parsed) {
        VfrRuleLayout.encode(parsed.rule(), operation, 0);
        kernel.memory()
                .putInt(argument + NetworkOpLayout.COMMAND, parsed.command().code());
        kernel.memory().write(argument + NetworkOpLayout.RULE, operation, 0, operation.length);
        kernel.gate().call(HypercallNumber.NETWORK_OP, argument);
    }
}
