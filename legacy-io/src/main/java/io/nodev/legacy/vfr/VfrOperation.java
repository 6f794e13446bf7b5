package io.nodev.legacy.vfr;

/**
 * What one write asks of the hypervisor.
 *
 * @param command what to do
 * @param rule the rule to add or delete; {@link VfrRule#ZERO} for PRINT
 */
public record VfrOperation(VfrCommand command, VfrRule rule) {
    /**
     * The operation in raw numbers, every field shown: {@code cmd=0 srcaddr=A/M dstaddr=A/M srcport=P/M dstport=P/M
     * proto=N src=D/I dst=D/I action=N}. Addresses and masks are eight hexadecimal digits, all else is decimal; the
     * special domain is -1.
     */
    @Override
    public String toString() {
        VfrSide from = rule.source();
        VfrSide to = rule.destination();
        return "cmd=" + command.code() + " srcaddr=" + address(from) + " dstaddr=" + address(to)
                + " srcport=" + from.port() + "/" + from.portMask() + " dstport=" + to.port() + "/" + to.portMask()
                + " proto=" + rule.protocol() + " src=" + end(from.endpoint()) + " dst=" + end(to.endpoint())
                + " action=" + rule.action();
    }

    private static String address(VfrSide side) {
        return String.format("%08x/%08x", side.address(), side.addressMask());
    }

    private static String end(VfrEndpoint end) {
        String domain = end.isSpecial() ? "-1" : Long.toUnsignedString(end.domain());
        return domain + "/" + Integer.toUnsignedString(end.index());
    }
}
