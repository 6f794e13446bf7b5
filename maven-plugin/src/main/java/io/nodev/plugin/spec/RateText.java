package io.nodev.plugin.spec;

import io.nodev.plugin.diagnostic.ProblemCode;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate as xl.cfg writes it: {@code RATE[@INTERVAL]}. RATE is a number, perhaps G, M or K for powers of 1000, B for bytes
 * or b for bits, and {@code /s}; INTERVAL is a number and us, ms or s, {@code 50ms} unless given. The credit of an interval
 * is rounded down to whole bytes.
 *
 * <p>Two forms that xl takes are refused, because it reads them otherwise than most people: an interval without suffix is
 * seconds there while its manual says microseconds, and a number with a leading 0 is octal. Source:
 * docs/man/xl-network-configuration.5.pod.in and tools/libs/util/libxlu_vif.c of Xen at c447b7308b.
 */
final class RateText {
    private static final Pattern FORM =
            Pattern.compile("(?<rate>\\d+)(?<scale>[GMK]?)(?<unit>[Bb])/s(@(?<interval>\\d+)(?<suffix>us|ms|s)?)?");
    private static final Map<String, Long> SCALES = Map.of("", 1L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);
    private static final Map<String, Long> MICROS = Map.of("us", 1L, "ms", 1_000L, "s", 1_000_000L);
    private static final long DEFAULT_MICROS = 50_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long BITS_PER_BYTE = 8;

    private final YamlValue value;
    private final String text;

    private RateText(YamlValue value, String text) {
        this.value = value;
        this.text = text;
    }

    /** The rate that a text stands for; anything else gives nothing and reports the error. */
    static Optional<RateSpec> read(YamlValue value) {
        return value.text().flatMap(text -> new RateText(value, text).parse());
    }

    private Optional<RateSpec> parse() {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return bad(
                    "'" + text
                            + "' is no rate; it must be a number, then G, M, K or nothing, then B/s or b/s, then '@' and an"
                            + " interval or nothing",
                    "write it as 10Mb/s or 3000B/s@10ms");
        }
        String interval = form.group("interval");
        if (interval != null && form.group("suffix") == null) {
            return bad(
                    "the interval of '" + text + "' has no unit; xl takes it for seconds, its manual for microseconds",
                    "write '" + text + "s' or '" + text + "us'");
        }
        if (isOctal(form.group("rate")) || interval != null && isOctal(interval)) {
            return bad(
                    "'" + text + "' has a number that begins with 0; xl takes it for octal",
                    "write the number without the 0");
        }
        return scaled(form);
    }

    private static boolean isOctal(String digits) {
        return digits.length() > 1 && digits.startsWith("0");
    }

    private Optional<RateSpec> scaled(Matcher form) {
        Optional<BigInteger> rate = number(form.group("rate"));
        Optional<BigInteger> period = form.group("interval") == null
                ? Optional.of(BigInteger.valueOf(DEFAULT_MICROS))
                : number(form.group("interval"))
                        .map(count -> count.multiply(BigInteger.valueOf(MICROS.get(form.group("suffix")))));
        if (rate.isEmpty() || period.isEmpty()) {
            return Optional.empty();
        }
        if (!isInRange(period.get())) {
            return outOfRange("has an interval of " + period.get() + " us", "write a shorter interval, as 50ms");
        }
        BigInteger bytesPerSecond = rate.get()
                .multiply(BigInteger.valueOf(SCALES.get(form.group("scale"))))
                .divide(BigInteger.valueOf(form.group("unit").equals("b") ? BITS_PER_BYTE : 1));
        BigInteger credit = bytesPerSecond.multiply(period.get()).divide(BigInteger.valueOf(MICROS_PER_SECOND));
        if (!isInRange(credit)) {
            return outOfRange(
                    "comes to " + credit + " bytes in " + period.get() + " us",
                    credit.signum() == 0
                            ? "write a higher rate or a longer interval"
                            : "write a lower rate or a shorter interval");
        }
        return Optional.of(new RateSpec(credit.longValueExact(), period.get().longValueExact(), value.location()));
    }

    private Optional<BigInteger> number(String digits) {
        BigInteger number = new BigInteger(digits);
        return isInRange(number)
                ? Optional.of(number)
                : outOfRange(
                        "has the number " + number, "write a number in that range, with G, M, K, ms or s if need be");
    }

    private static boolean isInRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(BigInteger.valueOf(RateSpec.MAX)) <= 0;
    }

    private <T> Optional<T> outOfRange(String what, String fix) {
        value.error(
                ProblemCode.RATE_OUT_OF_RANGE,
                "'" + text + "' " + what + "; it must be from 1 to " + RateSpec.MAX,
                fix);
        return Optional.empty();
    }

    private <T> Optional<T> bad(String detail, String fix) {
        value.error(ProblemCode.BAD_RATE, detail, fix);
        return Optional.empty();
    }
}
